/** Comparison, arithmetic and texts of values, where the generated expressions do not go. */
import { describe, expect, test } from 'vitest';
import { applyTerm, type StrictTerm } from '../../../src/plan/operations/apply.ts';
import { absolute, arithmetic, maximum, minimum, negate } from '../../../src/plan/operations/arithmetic.ts';
import { compare, comparisonType, contains, equal } from '../../../src/plan/operations/compare.ts';
import { changeCase, lengthOf, textOf } from '../../../src/plan/operations/text.ts';
import type { CompareOperator, Term } from '../../../src/plan/term.ts';
import type { Type } from '../../../src/plan/type.ts';
import { unknown, type Value } from '../../../src/plan/value.ts';

describe('arithmetic', () => {
  test('a division by zero is unknown', () => {
    expect(arithmetic('/', 7, 2, 'number')).toBe(3.5);
    expect(arithmetic('/', 7, 0, 'number')).toEqual(unknown('division by zero'));
  });

  test('beyond the numbers and the calendar is unknown', () => {
    const tooLarge = unknown('the result is larger than can be counted');
    expect(arithmetic('*', 1e308, 10, 'number')).toEqual(tooLarge);
    expect(arithmetic('+', 8.64e15, 1, 'instant')).toEqual(tooLarge);
    expect(arithmetic('+', 8.64e15, 1, 'duration')).toBe(8.64e15 + 1);
    expect(negate(Number.NaN, 'number')).toEqual(tooLarge);
  });

  test('there is no negative zero', () => {
    expect(Object.is(negate(0, 'number'), 0)).toBe(true);
    expect(Object.is(arithmetic('*', 0, -5, 'bytes'), 0)).toBe(true);
  });

  test('takes only numbers', () => {
    expect(arithmetic('+', '1', 1, 'number')).toEqual(unknown('a string is not a number'));
    expect(absolute([1], 'number')).toEqual(unknown('a list is not a number'));
    expect(minimum([1, new Map()], 'number')).toEqual(unknown('a record is not a number'));
    expect(maximum([true, 1], 'number')).toEqual(unknown('a boolean is not a number'));
    expect(maximum([-2, 1], 'number')).toBe(1);
    expect(absolute(-2, 'duration')).toBe(2);
  });
});

describe('comparison', () => {
  const record = (entries: Record<string, Value>) => new Map(Object.entries(entries));

  test.each<[CompareOperator, Value, Value, Type, unknown]>([
    ['==', 1, 1, 'any', true],
    ['!=', 1, 2, 'any', true],
    ['==', null, null, 'any', unknown('it is null')],
    ['!=', 1, null, 'any', unknown('it is null')],
    ['==', 1, '1', 'any', unknown('a number cannot be compared with a string')],
    ['!=', [1], 'x', 'any', unknown('a list cannot be compared with a string')],
    ['<', 'a', 'b', 'any', unknown('a string has no order')],
    ['>=', 1, 'b', 'any', unknown('a string has no order')],
    ['==', 'v1.2.3', '1.2.3+x', 'version', true],
    ['==', 'nightly', 'nightly', 'version', true],
    ['==', 'nightly', '1.2.3', 'version', unknown('`nightly` is not a semantic version')],
    ['<', '1.2.3', 'nightly', 'version', unknown('`nightly` is not a semantic version')],
    ['<', 5, '1.2.3', 'version', unknown('a number is not a version')],
    ['<=', 'nightly', 'nightly', 'version', unknown('`nightly` is not a semantic version')],
    ['==', [1, 2], [1, 3], { list: 'number' }, false],
    ['==', [1, null], [2, 3], 'any', false],
    ['==', [1, null], [1, 3], 'any', unknown('it is null')],
    ['==', [1], [1, 2], 'any', false],
    ['==', ['v1.0.0'], ['1.0.0'], { list: 'version' }, true],
    ['==', record({ a: 1 }), record({ a: 1 }), 'any', true],
    ['==', record({ a: 1 }), record({ b: 1 }), 'any', false],
    ['==', record({ a: 1 }), record({ a: 1, b: 2 }), 'any', false],
    ['==', record({ v: 'v1.0.0' }), record({ v: '1.0.0' }), { record: { v: 'version' } }, true],
    ['==', record({ x: 'a' }), record({ x: 'a' }), { record: { v: 'version' } }, true],
  ])('%s %j %j as %j', (operator, left, right, type, expected) => {
    expect(compare(operator, left, right, type)).toEqual(expected);
  });

  test('is by the type that is known of either side', () => {
    expect(comparisonType('any', 'ratio')).toBe('ratio');
    expect(comparisonType('ratio', 'any')).toBe('ratio');
  });

  test('a list contains what equals one of its items', () => {
    expect(contains([1, 2], 2, 'number')).toBe(true);
    expect(contains([null, 2], 2, 'any')).toBe(true);
    expect(contains([null, 2], 3, 'any')).toEqual(unknown('it is null'));
    expect(contains([], 3, 'any')).toBe(false);
    expect(contains('x', 3, 'any')).toEqual(unknown('a string is not a list'));
    expect(equal(true, true, 'boolean')).toBe(true);
  });
});

describe('texts', () => {
  test.each<[Value, Type, unknown]>([
    ['x', 'string', 'x'],
    [true, 'boolean', 'true'],
    [0.07, 'ratio', '7%'],
    [0.07, 'number', '0.07'],
    [-90_000, 'duration', '-1m30s'],
    [0.4, 'duration', '0s'],
    [1536, 'bytes', '1536B'],
    [0, 'instant', '1970-01-01T00:00:00Z'],
    [8.64e15 + 1, 'instant', unknown('it is beyond the calendar')],
    [Number.NaN, 'instant', unknown('it is beyond the calendar')],
    [5, 'any', '5'],
    [[1], 'any', unknown('a list cannot stand in a text')],
    [null, 'any', unknown('null cannot stand in a text')],
  ])('%j as %s', (value, type, expected) => {
    expect(textOf(value, type)).toEqual(expected);
  });

  test('have a length in characters', () => {
    expect(lengthOf('é😀')).toBe(2);
    expect(lengthOf([1, 2])).toBe(2);
    expect(lengthOf(new Map([['a', 1]]))).toBe(1);
    expect(lengthOf(5)).toEqual(unknown('a number has no length'));
  });

  test('change their letters in no language in particular', () => {
    expect(changeCase('lower', 'ÀI')).toBe('ài');
    expect(changeCase('upper', 'ßi')).toBe('SSI');
    expect(changeCase('upper', 5)).toEqual(unknown('a number is not a string'));
  });
});

describe('the operation of a term', () => {
  const local = (name: string): Term => ({ op: 'local', name, type: 'any', span: [0, 1] });
  const base = { type: 'any', span: [0, 1] } as const;

  test.each<[string, StrictTerm, readonly Value[], unknown]>([
    [
      'a member of data',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      [new Map([['x', 1]]), 'x'],
      1,
    ],
    [
      'a member that is not there',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      [new Map(), 'toString'],
      unknown('there is no `toString`'),
    ],
    [
      'a member that is null',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      [new Map([['x', null]]), 'x'],
      unknown('there is no `x`'),
    ],
    ['an item', { ...base, op: 'member', of: local('a'), key: local('b') }, [[5, 6], 1], 6],
    [
      'an item before the first',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      [[5, 6], -1],
      unknown('there is no item -1'),
    ],
    [
      'a field of a list',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      [[5], 'length'],
      unknown('a list has no fields'),
    ],
    [
      'an item of a text',
      { ...base, op: 'member', of: local('a'), key: local('b') },
      ['abc', 0],
      unknown('a string has no items'),
    ],
    [
      'what is in no list',
      { ...base, op: 'in', negated: true, item: local('a'), list: local('b') },
      [1, 'x'],
      unknown('a string is not a list'),
    ],
    [
      'what is not in a list',
      { ...base, op: 'in', negated: true, item: local('a'), list: local('b') },
      [1, [2]],
      true,
    ],
    [
      'a match in no text',
      { ...base, op: 'matches', of: local('a'), pattern: 'x', ignoreCase: false },
      [5],
      unknown('a number is not a string'),
    ],
    [
      'a version that is no text',
      { ...base, op: 'is', negated: false, test: 'semver', of: local('a') },
      [5],
      unknown('a number is not a string'),
    ],
    [
      'emptiness of a number',
      { ...base, op: 'is', negated: true, test: 'empty', of: local('a') },
      [5],
      unknown('a number has no length'),
    ],
    [
      'a null that is not known',
      { ...base, op: 'is', negated: true, test: 'known', of: local('a') },
      [null],
      true,
    ],
    [
      'a version of a number',
      { ...base, op: 'call', function: 'version', args: [local('a')] },
      [5],
      unknown('a number is not a string'),
    ],
    [
      'a version of a text',
      { ...base, op: 'call', function: 'version', args: [local('a')] },
      ['x'],
      unknown('`x` is not a semantic version'),
    ],
    [
      'a text with a list',
      { ...base, op: 'text', parts: ['a', local('a')] },
      [[1]],
      unknown('a list cannot stand in a text'),
    ],
    [
      'a time that is none',
      { ...base, op: 'call', function: 'within', args: [local('a')] },
      ['x', 1, 2],
      unknown('a string is not a number'),
    ],
    [
      'a time in the future',
      { ...base, op: 'call', function: 'within', args: [local('a')] },
      [3, 1, 2],
      false,
    ],
    ['a time at the edge', { ...base, op: 'call', function: 'within', args: [local('a')] }, [1, 1, 2], true],
    [
      'a time too long ago',
      { ...base, op: 'call', function: 'within', args: [local('a')] },
      [0, 1, 2],
      false,
    ],
  ])('%s', (_, term, operands, expected) => {
    expect(applyTerm(term, operands)).toEqual(expected);
  });

  test('is unknown for the reason of its first unknown operand', () => {
    const sum: StrictTerm = { ...base, op: 'arithmetic', operator: '+', left: local('a'), right: local('b') };
    expect(applyTerm(sum, [1, unknown('second')])).toEqual(unknown('second'));
    expect(applyTerm(sum, [unknown('first'), unknown('second')])).toEqual(unknown('first'));
  });

  test('but whether something is known is always known', () => {
    const known: StrictTerm = { ...base, op: 'is', negated: false, test: 'known', of: local('a') };
    expect(applyTerm(known, [unknown('first')])).toBe(false);
    expect(applyTerm(known, [false])).toBe(true);
  });
});
