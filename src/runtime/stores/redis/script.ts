/**
 * What calls do, in one script, which Redis runs undivided. Each limit is a sorted set: admissions by id, scored with the
 * instant of the server's clock, in milliseconds.
 *
 * KEYS: the sets, of all calls in turn. ARGV, for each call: its id; 1 to consume, 0 to look; how many sets; for each set
 * how many rates, and their count and length. Answers: the instant; then for each call its id, whether it is admitted, and
 * for each rate how many it counts and when the next is admitted, 0 while there is room.
 */
import { createHash } from 'node:crypto';

import type { LimitRequest, LimitState } from '../../ports/stores.ts';

const text = `
local call, argv = redis.call, ARGV
local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local stamp = string.format('%d', now)
local answer, last, at, sets = { now }, 1, 1, 0

-- By length as it is written: the score with which a window of it begins, for ZCOUNT.
local begins = setmetatable({}, { __index = function(known, per)
  known[per] = string.format('(%d', now - per)
  return known[per]
end })

-- By set: the place in ARGV of the last call that was added to it.
local added = {}

while argv[at] do
  local id, consumes, many = argv[at], argv[at + 1] == '1', tonumber(argv[at + 2])
  local first, cell, room = at + 3, last + 2, true

  -- How many each rate counts: from the begin of its window on without end. Where the clock was set back, what lies ahead of
  -- it counts as well, so that no window holds too many, whichever way the clock goes.
  at = first
  for set = sets + 1, sets + many do
    local key, full, ends = KEYS[set], false, at + 2 * argv[at]
    for rate = at + 1, ends, 2 do
      local used = call('ZCOUNT', key, begins[argv[rate + 1]], '+inf')
      full = full or used >= tonumber(argv[rate])
      answer[cell + 1], answer[cell + 2], cell = used, 0, cell + 2
    end
    -- One that is inside already is admitted where all others are refused.
    if full and not call('ZSCORE', key, id) then room = false end
    at = ends + 1
  end
  answer[last + 1], answer[last + 2] = id, room and 1 or 0

  at, cell = first, last + 2
  for set = sets + 1, sets + many do
    local key, longest, ends = KEYS[set], 0, at + 2 * argv[at]
    if room and consumes and call('ZADD', key, 'NX', stamp, id) == 1 then added[key] = first end
    local isNew = added[key] == first
    for rate = at + 1, ends, 2 do
      local count, per = tonumber(argv[rate]), tonumber(argv[rate + 1])
      local used = answer[cell + 1] + (isNew and 1 or 0)
      answer[cell + 1] = used
      if used >= count then
        answer[cell + 2] = call('ZREVRANGE', key, count - 1, count - 1, 'WITHSCORES')[2] + per
      end
      if per > longest then longest = per end
      cell = cell + 2
    end
    -- Cleared away once in its longest time, so that a set holds at most twice what it must. A limit that was longer
    -- before is not forgotten while it may come back: its set has a long time to live still.
    if isNew and call('PTTL', key) < longest then
      call('ZREMRANGEBYSCORE', key, '-inf', string.format('%d', now - longest))
      call('PEXPIREAT', key, string.format('%d', now + 2 * longest))
    end
    at = ends + 1
  end
  sets, last = sets + many, cell
end
return answer
`;

/** The script is too long to be sent every time. */
const digest = createHash('sha1').update(text).digest('hex');

/** All sets in one slot, for proxies before a cluster: a script may touch no other. */
const prefix = 'sentinel:{limits}:';

export interface Call {
  readonly consumes: boolean;
  readonly id: string;
  readonly limits: readonly LimitRequest[];
}

export interface Answer {
  readonly admitted: boolean;
  readonly at: number;
  readonly states: readonly LimitState[];
}

/** `whole`: with the script itself, for a server that does not know it yet. */
export function scriptCommand(calls: readonly Call[], whole: boolean): readonly string[] {
  const keys: string[] = [];
  const numbers: (number | string)[] = [];
  for (const { consumes, id, limits } of calls) {
    numbers.push(id, consumes ? 1 : 0, limits.length);
    for (const { key, rates } of limits) {
      keys.push(prefix + key);
      numbers.push(rates.length);
      for (const { count, per } of rates) numbers.push(count, per);
    }
  }
  return [
    ...(whole ? ['EVAL', text] : ['EVALSHA', digest]),
    String(keys.length),
    ...keys,
    ...numbers.map(String),
  ];
}

/** Undefined for anything but the answers to these calls. */
export function readAnswers(reply: unknown, calls: readonly Call[]): readonly Answer[] | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [at, ...cells] = reply as unknown[];
  if (!isCount(at)) return undefined;
  const answers: Answer[] = [];
  let index = 0;
  for (const { id, limits } of calls) {
    const [echo, admitted] = cells.slice(index, (index += 2));
    if (echo !== id || (admitted !== 0 && admitted !== 1)) return undefined;
    const states: LimitState[] = [];
    for (const { key, rates } of limits) {
      const numbers = cells.slice(index, (index += 2 * rates.length));
      if (numbers.length < 2 * rates.length || !numbers.every(isCount)) return undefined;
      states.push({ key, rates: rates.map((rate, i) => stateOf(rate, numbers[2 * i], numbers[2 * i + 1])) });
    }
    answers.push({ admitted: admitted === 1, at, states });
  }
  return index === cells.length ? answers : undefined;
}

type Rate = LimitRequest['rates'][number];

function stateOf({ count, per }: Rate, used = 0, next = 0): LimitState['rates'][number] {
  return used >= count ? { count, per, left: 0, next } : { count, per, left: count - used };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
