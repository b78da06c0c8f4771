import { describe, expect, test } from 'vitest';
import type { Type } from '../../src/plan/type.ts';
import { isUnknown } from '../../src/plan/value.ts';
import { exampleOf, readFactText } from '../../src/playground/fact-text.ts';

const replicas: Type = { list: { record: { ok: 'boolean', age: 'duration' } } };

describe('facts as they are typed', () => {
  test.each<[Type, string, unknown]>([
    ['ratio', '40%', 0.4],
    ['duration', '300ms', 300],
    ['boolean', 'true', true],
    ['string', 'release/1.0', 'release/1.0'],
    ['any', '{ "a": [1, null] }', new Map([['a', [1, null]]])],
    [{ list: 'version' }, '["v1.0.0"]', ['v1.0.0']],
    [{ list: 'number' }, '[1, 2.5]', [1, 2.5]],
    [
      replicas,
      '[{ "ok": true, "age": "3s" }]',
      [
        new Map<string, unknown>([
          ['ok', true],
          ['age', 3000],
        ]),
      ],
    ],
  ])('%j reads %s', (type, text, value) => {
    expect(readFactText(type, text)).toEqual({ value });
  });

  test.each<[Type, string]>([
    ['ratio', 'unknown'],
    ['string', 'unknown'],
    [replicas, 'unknown'],
  ])('%j may be unknown', (type, text) => {
    const reading = readFactText(type, text);
    expect('value' in reading && isUnknown(reading.value)).toBe(true);
  });

  test('a field of a record may be unknown', () => {
    const reading = readFactText({ record: { ok: 'boolean' } }, '{ "ok": "unknown" }');
    expect('value' in reading && reading.value instanceof Map && isUnknown(reading.value.get('ok'))).toBe(
      true,
    );
  });

  test.each<[Type, string, string]>([
    ['ratio', '0.4', '`0.4` is not a percentage, such as `5%` or `0.5%`'],
    ['duration', '1.5h', '`1.5h` is not a duration, which takes whole numbers: write `1h30m`'],
    ['any', '{', 'it is not JSON, such as `{ "reply": "pong" }`'],
    [{ list: 'version' }, '{}', '`{}` does not fit; write such as `["v1.4.0"]`'],
    [{ list: 'boolean' }, '["true"]', '`"true"` does not fit; write such as `true`'],
    [{ list: 'ratio' }, '[0.4]', '`0.4` does not fit; write such as `"40%"`'],
    [{ list: 'ratio' }, '["x"]', '`x` is not a percentage, such as `5%` or `0.5%`'],
    [{ record: { ok: 'boolean' } }, '[]', '`[]` does not fit; write such as `{ "ok": true }`'],
    [{ record: { ok: 'boolean' } }, '{ "__proto__": true }', 'it has no field `__proto__`'],
    [{ record: { ok: 'boolean' } }, '{ "ok": 1 }', '`1` does not fit; write such as `true`'],
  ])('%j refuses %s', (type, text, wrong) => {
    expect(readFactText(type, text)).toEqual({ wrong });
  });

  test.each<Type>(['any', 'ratio', 'instant', 'bytes', { list: 'duration' }, replicas, { record: {} }])(
    'the example of %j can be read',
    (type) => {
      expect(readFactText(type, exampleOf(type))).toHaveProperty('value');
    },
  );
});
