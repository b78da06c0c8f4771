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
local set, at, answer, last = 0, 1, { now }, 1

-- By length as it is written: the score with which a window of it begins, for ZCOUNT.
local begins = {}
local function begin(per)
  begins[per] = begins[per] or string.format('(%d', now - per)
  return begins[per]
end

while argv[at] do
  local id, consumes, many = argv[at], argv[at + 1] == '1', tonumber(argv[at + 2])
  at = at + 3

  -- How many each rate counts, by its place in ARGV: from the begin of its window on without end. Where the clock was set
  -- back, what lies ahead of it counts as well, so that no window holds too many, whichever way the clock goes.
  local used, keys, places, longest, room = {}, {}, { at }, {}, true
  for i = 1, many do
    set = set + 1
    keys[i], places[i + 1], longest[i] = KEYS[set], at + 1 + 2 * argv[at], 0
    local full = false
    for rate = at + 1, places[i + 1] - 1, 2 do
      used[rate] = call('ZCOUNT', keys[i], begin(argv[rate + 1]), '+inf')
      full = full or used[rate] >= tonumber(argv[rate])
      longest[i] = math.max(longest[i], argv[rate + 1])
    end
    -- One that is inside already is admitted where all others are refused.
    if full and not call('ZSCORE', keys[i], id) then room = false end
    at = places[i + 1]
  end

  local added = {}
  for i = 1, room and consumes and many or 0 do
    local key = keys[i]
    if call('ZADD', key, 'NX', stamp, id) == 1 then added[key] = true end
    if added[key] then
      for rate = places[i] + 1, places[i + 1] - 1, 2 do used[rate] = used[rate] + 1 end
      -- Cleared away once in its longest time, so that a set holds at most twice what it must. A limit that was longer
      -- before is not forgotten while it may come back: its set has a long time to live still.
      if call('PTTL', key) < longest[i] then
        call('ZREMRANGEBYSCORE', key, '-inf', string.format('%d', now - longest[i]))
        call('PEXPIREAT', key, string.format('%d', now + 2 * longest[i]))
      end
    end
  end

  answer[last + 1], answer[last + 2], last = id, room and 1 or 0, last + 2
  for i = 1, many do
    for rate = places[i] + 1, places[i + 1] - 1, 2 do
      local count, next = tonumber(argv[rate]), 0
      if used[rate] >= count then
        next = call('ZREVRANGE', keys[i], count - 1, count - 1, 'WITHSCORES')[2] + argv[rate + 1]
      end
      answer[last + 1], answer[last + 2], last = used[rate], next, last + 2
    end
  end
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
