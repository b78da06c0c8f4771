import type { Shift } from '../../ports/traffic.ts';

/**
 * A change of the flag, in one script, which Redis runs undivided: what is no longer as it was read is not raised, and an
 * epoch that is over changes nothing.
 *
 * KEYS[1]: the hash. ARGV: the epoch; the intent; how many fields must be as they were read, each with its text, empty
 * where it is not there; then the fields to be written, each with its text. Answers `ok`, `changed`, or the epoch that
 * holds.
 */
const text = `
local flag, call = KEYS[1], redis.call
local held = tonumber(call('HGET', flag, 'epoch') or '0') or 0
if tonumber(ARGV[1]) < held then return tostring(held) end
local at = 4
for _ = 1, tonumber(ARGV[3]) do
  if (call('HGET', flag, ARGV[at]) or '') ~= ARGV[at + 1] then return 'changed' end
  at = at + 2
end
for field = at, #ARGV, 2 do call('HSET', flag, ARGV[field], ARGV[field + 1]) end
call('HSETNX', flag, 'paused', '0')
call('HSET', flag, 'epoch', ARGV[1], 'intent', ARGV[2])
return 'ok'
`;

export type FieldText = readonly [name: string, text: string];

/** `expected`: fields that must be as they were read. */
export function commandOf(
  key: string,
  { epoch, intent }: Shift['fence'],
  expected: readonly FieldText[],
  fields: readonly FieldText[],
): readonly string[] {
  const numbers = [String(epoch), intent, String(expected.length)];
  return ['EVAL', text, '1', key, ...numbers, ...expected.flat(), ...fields.flat()];
}
