/**
 * What a call does, in one script, which Redis runs undivided. Each limit is a sorted set: admissions by id, scored with
 * the instant of the server's clock, in milliseconds.
 *
 * KEYS: the sets. ARGV: `admit` or `peek`; the id; then for each set how many rates it has and their count and length.
 * Answers: the id; whether it is admitted; the instant; then for each rate how many it counts then, and when the next is admitted
 * or 0 while there is room.
 */
import { createHash } from 'node:crypto';

import type { LimitRequest, LimitState } from '../../ports/stores.ts';

const text = `
local id = ARGV[2]
local clock = redis.call('TIME')
local server = clock[1] * 1000 + math.floor(clock[2] / 1000)

local limits, argument, now = {}, 3, server
for _, key in ipairs(KEYS) do
  local limit = { key = key, rates = {}, horizon = 0 }
  for _ = 1, tonumber(ARGV[argument]) do
    local rate = { count = tonumber(ARGV[argument + 1]), per = tonumber(ARGV[argument + 2]) }
    limit.rates[#limit.rates + 1] = rate
    limit.horizon = math.max(limit.horizon, rate.per)
    argument = argument + 2
  end
  argument = argument + 1
  local last = tonumber(redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')[2])
  if last then
    -- A clock that was set back stands still until it has caught up: what was admitted stays in the past.
    now = math.max(now, last)
    -- A set is kept for the longest time that was ever asked of it, for a limit that is made longer again.
    limit.horizon = math.max(limit.horizon, server + redis.call('PTTL', key) - last)
  end
  limits[#limits + 1] = limit
end

local room = true
for _, limit in ipairs(limits) do
  local score = tonumber(redis.call('ZSCORE', limit.key, id))
  limit.counted = score and score > now - limit.horizon
  for _, rate in ipairs(limit.rates) do
    rate.opened = string.format('(%d', now - rate.per)
    local full = redis.call('ZCOUNT', limit.key, rate.opened, '+inf') >= rate.count
    room = room and (limit.counted or not full)
  end
end

if room and ARGV[1] == 'admit' then
  for _, limit in ipairs(limits) do
    if not limit.counted then
      -- First what a server without memory refuses: after another write it would let it pass.
      redis.call('ZADD', limit.key, string.format('%d', now), id)
      redis.call('ZREMRANGEBYSCORE', limit.key, '-inf', string.format('%d', now - limit.horizon))
      redis.call('PEXPIREAT', limit.key, string.format('%d', now + limit.horizon))
    end
  end
end

local answer = { id, room and 1 or 0, now }
for _, limit in ipairs(limits) do
  for _, rate in ipairs(limit.rates) do
    local used = redis.call('ZCOUNT', limit.key, rate.opened, '+inf')
    local next = 0
    if used >= rate.count then
      next = redis.call('ZREVRANGE', limit.key, rate.count - 1, rate.count - 1, 'WITHSCORES')[2] + rate.per
    end
    answer[#answer + 1] = used
    answer[#answer + 1] = next
  end
end
return answer
`;

/** As one command would be too long to send every time. */
const digest = createHash('sha1').update(text).digest('hex');

/** All sets in one slot, for proxies before a cluster: a script may touch no other. */
const prefix = 'sentinel:{limits}:';

export interface ScriptAnswer {
  readonly admitted: boolean;
  readonly at: number;
  readonly states: readonly LimitState[];
}

/** The command for one call. `whole`: with the script itself, for a server that does not know it yet. */
export function scriptCommand(
  what: 'admit' | 'peek',
  id: string,
  limits: readonly LimitRequest[],
  whole: boolean,
): readonly string[] {
  const rates = limits.flatMap(({ rates: all }) => [
    all.length,
    ...all.flatMap(({ count, per }) => [count, per]),
  ]);
  return [
    ...(whole ? ['EVAL', text] : ['EVALSHA', digest]),
    String(limits.length),
    ...limits.map(({ key }) => prefix + key),
    what,
    id,
    ...rates.map(String),
  ];
}

/** Undefined for anything but the answer to this call. */
export function readAnswer(
  answer: unknown,
  id: string,
  limits: readonly LimitRequest[],
): ScriptAnswer | undefined {
  if (!Array.isArray(answer)) return undefined;
  const [echo, admitted, at, ...numbers] = answer as unknown[];
  const wanted = limits.reduce((sum, { rates }) => sum + 2 * rates.length, 0);
  if (echo !== id || (admitted !== 0 && admitted !== 1) || !isCount(at)) return undefined;
  if (numbers.length !== wanted || !numbers.every(isCount)) return undefined;
  let index = 0;
  const states = limits.map(({ key, rates }) => ({
    key,
    rates: rates.map((rate) => {
      const [used = 0, next = 0] = numbers.slice(index, (index += 2));
      return { ...rate, left: Math.max(0, rate.count - used), ...(used >= rate.count && { next }) };
    }),
  }));
  return { admitted: admitted === 1, at, states };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
