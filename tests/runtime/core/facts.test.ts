import { describe, expect, test } from 'vitest';
import type { PlanFact } from '../../../src/plan/plan.ts';
import type { Type } from '../../../src/plan/type.ts';
import { isUnknown, unknown, type Value } from '../../../src/plan/value.ts';
import { conform, FactSlots, notObserved } from '../../../src/runtime/core/facts.ts';

const fact = (id: string, type: Type): PlanFact => ({ id, type, source: { kind: 'input', name: id } });

describe('facts by slot', () => {
  const facts = () =>
    new FactSlots([fact('load', 'number'), fact('ready', 'boolean'), fact('branch', 'string')]);

  test('are unknown before they are set', () => {
    const slots = facts();
    expect([slots.get('load'), slots.get('branch'), slots.at(1)]).toEqual([
      notObserved,
      notObserved,
      notObserved,
    ]);
    expect(slots.get('other')).toBeUndefined();
    expect(slots.at(7)).toBe(notObserved);
  });

  test('give back what was set', () => {
    const slots = facts();
    slots.set('load', 2.5);
    slots.set('ready', false);
    slots.set('branch', 'main');
    expect([0, 1, 2].map((slot) => slots.at(slot))).toEqual([2.5, false, 'main']);
    expect([...slots.numbers]).toEqual([2.5, 0, Number.NaN]);
  });

  test('keep the reason of what is unknown, and forget it when it is known', () => {
    const slots = facts();
    slots.set('load', unknown('no data'));
    expect(slots.get('load')).toEqual(unknown('no data'));
    slots.numbers[0] = 3;
    expect(slots.get('load')).toBe(3);
    slots.set('load', 4);
    slots.numbers[0] = Number.NaN;
    expect(slots.get('load')).toBe(notObserved);
  });

  test('refuse an id that the plan does not have', () => {
    expect(() => facts().set('other', 1)).toThrow('the plan has no fact `other`');
  });
});

describe('a value conforms to its type or is unknown', () => {
  const record: Type = { record: { ok: 'boolean', took: 'duration' } };
  const map = (fields: Record<string, Value>) => new Map(Object.entries(fields));

  test.each<[Value, Type]>([
    [true, 'boolean'],
    [0.5, 'ratio'],
    ['1.2.3', 'version'],
    ['main', 'string'],
    [['a', 'b'], { list: 'string' }],
    [map({ ok: true }), record],
    [null, 'any'],
    [[1, 'x', null, map({ y: [2] })], 'any'],
    [map({ __proto__x: 1, constructor: 'c' }), 'any'],
  ])('%o as %o', (value, type) => {
    expect(conform(value, type)).toEqual(value);
  });

  test.each<[Value, Type, string]>([
    ['5', 'number', 'a value of type number was expected, and a string observed'],
    [5, 'boolean', 'a value of type boolean was expected, and a number observed'],
    [null, 'string', 'a value of type string was expected, and null observed'],
    [5, { list: 'number' }, 'a value of type list of number was expected, and a number observed'],
    [[5], 'number', 'a value of type number was expected, and a list observed'],
    [[5], record, 'a value of type record was expected, and a list observed'],
    [map({}), 'string', 'a value of type string was expected, and a record observed'],
    [map({}), { list: 'number' }, 'a value of type list of number was expected, and a record observed'],
    [Number.NaN, 'number', 'it is not a finite number'],
    [Number.POSITIVE_INFINITY, 'any', 'it is not a finite number'],
    [[1, Number.NaN], { list: 'number' }, 'an item of it is unknown: it is not a finite number'],
    [[1, Number.NaN], 'any', 'an item of it is unknown: it is not a finite number'],
  ])('%o is no %o', (value, type, reason) => {
    const found = conform(value, type);
    expect(isUnknown(found) ? found.reason : found).toContain(
      reason.replace(/a value of type .*? was/u, 'was'),
    );
    expect(found).toEqual(unknown(isUnknown(found) ? found.reason : ''));
  });

  test('a field that does not conform is unknown by itself', () => {
    const found = conform(
      new Map<string, Value>([
        ['ok', 'yes'],
        ['took', 5],
        ['more', Number.NaN],
      ]),
      record,
    );
    expect(found).toEqual(
      new Map<string, unknown>([
        ['ok', unknown('a value of type boolean was expected, and a string observed')],
        ['took', 5],
        ['more', unknown('it is not a finite number')],
      ]),
    );
  });

  test('what is unknown stays so', () => {
    expect(conform(unknown('no data'), 'number')).toEqual(unknown('no data'));
  });
});
