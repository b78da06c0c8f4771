import { describe, expect, test } from 'vitest';
import { resolveInputs } from '../../../src/app/context/inputs.ts';
import type { Input } from '../../../src/plan/plan.ts';
import { somewhere } from '../../support/plan.ts';

function input(parts: Partial<Input>): Input {
  return { name: 'x', type: 'string', required: true, location: somewhere, ...parts };
}

describe('inputs by type', () => {
  test.each([
    ['string', 'a=b', 'a=b'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['number', '-3.5', -3.5],
    ['ratio', '0.7%', 0.007],
    ['duration', '1h30m', 5_400_000],
    ['bytes', '2KiB', 2048],
    ['version', 'v1.2.3', 'v1.2.3'],
    ['instant', '2026-11-27T10:00+01:00', Date.parse('2026-11-27T09:00:00Z')],
  ] as const)('%s %s', (type, text, value) => {
    const { inputs, diagnostics } = resolveInputs([input({ type })], [`x=${text}`]);
    expect(diagnostics).toEqual([]);
    expect(inputs.get('x')).toEqual({ value, from: '--set' });
  });

  test.each([
    ['boolean', 'yes', '`yes` is neither `true` nor `false`'],
    ['number', '1e3', '`1e3` is not a number'],
    ['number', '010', '`010` is not a number'],
    ['ratio', '7', '`7` is not a percentage'],
    ['duration', '90', '`90` is a duration without a unit'],
    ['bytes', '2', '`2` is not a size'],
    ['version', 'latest', '`latest` is not a version'],
    ['instant', '2026-02-30T10:00Z', '`2026-02-30T10:00Z` is not in the calendar'],
    ['instant', '2026-11-27T10:00', '`2026-11-27T10:00` is not an instant'],
  ] as const)('%s does not take %s', (type, text, why) => {
    const { inputs, diagnostics } = resolveInputs([input({ type })], [`x=${text}`]);
    expect(inputs.size).toBe(0);
    expect(diagnostics).toMatchObject([{ code: 'SEN2107' }]);
    expect(diagnostics[0]?.message).toContain(`the input \`x\` cannot be read: ${why}`);
  });

  test('what to write instead is offered', () => {
    const { diagnostics } = resolveInputs([input({ type: 'duration' })], ['x=90']);
    expect(diagnostics[0]?.help).toBe('write `--set x=90s`');
  });

  test('a list takes one item for each time, and none for an empty text', () => {
    const list = input({ type: { list: 'number' } });
    expect(resolveInputs([list], ['x=1', 'x=2']).inputs.get('x')?.value).toEqual([1, 2]);
    expect(resolveInputs([list], ['x=']).inputs.get('x')?.value).toEqual([]);
    expect(resolveInputs([list], ['x=1', 'x=b']).diagnostics).toMatchObject([{ code: 'SEN2107' }]);
  });
});

describe('what is given', () => {
  test('a default stands in', () => {
    expect(resolveInputs([input({ default: '' })], []).inputs.get('x')).toEqual({
      value: '',
      from: 'default',
    });
  });

  test('one that may be left out has no value then', () => {
    expect(resolveInputs([input({ required: false })], [])).toEqual({ inputs: new Map(), diagnostics: [] });
  });

  test('a missing one is named with its type', () => {
    expect(resolveInputs([input({ type: 'duration' })], []).diagnostics).toMatchObject([
      { code: 'SEN2106', message: 'the input `x` is missing', help: 'give it: `--set x=…` (duration)' },
    ]);
  });

  test('a scalar is given once', () => {
    expect(resolveInputs([input({})], ['x=1', 'x=2']).diagnostics).toMatchObject([{ code: 'SEN2107' }]);
  });

  test.each([
    ['tiket=1', 'did you mean `ticket`?'],
    ['zebra=1', 'it declares `ticket`'],
    ['__proto__=1', 'it declares `ticket`'],
  ])('an unknown one is refused: %s', (text, help) => {
    const declared = [input({ name: 'ticket', default: '' })];
    expect(resolveInputs(declared, [text]).diagnostics).toMatchObject([{ code: 'SEN2105', help }]);
  });

  test('where none is declared, it says so', () => {
    expect(resolveInputs([], ['a=1']).diagnostics).toMatchObject([
      { code: 'SEN2105', help: 'it declares none' },
    ]);
  });

  test('a text without `=` is refused', () => {
    expect(resolveInputs([input({ default: '' })], ['x']).diagnostics).toMatchObject([
      { code: 'SEN2107', message: '`--set x` gives no value' },
    ]);
  });
});
