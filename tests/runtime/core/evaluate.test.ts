import { describe, expect, test } from 'vitest';
import type { Term } from '../../../src/plan/term.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { evaluate, truthOfTerm } from '../../../src/runtime/core/evaluate.ts';
import { t } from '../../support/sketch.ts';

const facts = (values: Readonly<Record<string, Known<Value>>> = {}) => new Map(Object.entries(values));
const a = t.fact('a', 'boolean');
const b = t.fact('b', 'boolean');
const lost = unknown('lost');
const alsoLost = unknown('also lost');

describe('Kleene', () => {
  test.each<[Term, Known<Value>, Known<Value>, Known<Value>]>([
    [t.and(a, b), false, lost, false],
    [t.and(a, b), lost, false, false],
    [t.and(a, b), true, lost, lost],
    [t.and(a, b), lost, alsoLost, lost],
    [t.and(a, b), true, true, true],
    [t.or(a, b), true, lost, true],
    [t.or(a, b), lost, true, true],
    [t.or(a, b), false, lost, lost],
    [t.or(a, b), false, false, false],
    [t.not(a), true, lost, false],
    [t.not(a), false, lost, true],
    [t.not(a), lost, true, lost],
    [t.is(a, 'known'), lost, true, false],
    [t.is(a, 'known', true), lost, true, true],
  ])('%#', (term, left, right, value) => {
    expect(evaluate(term, facts({ a: left, b: right }))).toEqual(value);
  });

  test('a value that is no boolean is unknown where one is needed', () => {
    const data = t.fact('a', 'any');
    for (const term of [t.not(data), t.and(data, t.boolean(true)), t.or(data, t.boolean(false))])
      expect(evaluate(term, facts({ a: 1 }))).toEqual(unknown('a number is not a boolean'));
    expect(truthOfTerm(data, facts({ a: 1 }))).toBe(0);
    expect(truthOfTerm(a, facts({ a: true }))).toBe(1);
    expect(truthOfTerm(a, facts({ a: false }))).toBe(2);
  });
});

describe('names', () => {
  test('an absent fact and an absent local are unknown', () => {
    expect(isUnknown(evaluate(a, facts()))).toBe(true);
    expect(isUnknown(evaluate(t.local('x', 'number'), facts()))).toBe(true);
    expect(evaluate(t.local('x', 'number'), facts(), new Map([['x', 3]]))).toBe(3);
  });
});

describe('quantifiers', () => {
  const list = t.fact('list', { list: 'any' });
  const x = t.local('x', 'any');
  const all = t.quantifier('all', list, 'x', x);
  const any = t.quantifier('any', list, 'x', x);

  test.each<[string, Term, Known<Value>, Known<Value>]>([
    ['all true', all, [true, true], true],
    ['all with a false one', all, [true, null, false], false],
    ['all with an unknown one', all, [true, null], unknown('null is not a boolean')],
    ['any true', any, [false, null, true], true],
    ['any false', any, [false, false], false],
    ['any with an unknown one', any, [false, null], unknown('null is not a boolean')],
    ['empty', all, [], unknown('the list is empty')],
    ['empty', any, [], unknown('the list is empty')],
    ['unknown', any, lost, lost],
    ['no list', all, 'text', unknown('a string is not a list')],
  ])('%s', (_, term, value, expected) => {
    expect(evaluate(term, facts({ list: value }))).toEqual(expected);
  });

  test('may stand in each other, and see the parameters outside', () => {
    const inner = t.quantifier(
      'any',
      list,
      'y',
      t.compare(t.local('y', 'number'), '>', t.local('x', 'number')),
    );
    const term = t.quantifier('all', t.list('number', t.number(1), t.number(2)), 'x', inner);
    expect(evaluate(term, facts({ list: [3] }))).toBe(true);
    expect(evaluate(term, facts({ list: [2] }))).toBe(false);
  });
});

describe('an evaluation ends', () => {
  const list = t.fact('list', { list: 'number' });
  const numbers = Array.from({ length: 3000 }, (_, i) => i);
  const never = t.compare(t.local('x', 'number'), '<', t.number(0));

  test('nested quantifiers over long lists are unknown', () => {
    const square = t.quantifier('any', list, 'y', t.quantifier('any', list, 'x', never));
    expect(evaluate(square, facts({ list: numbers }))).toEqual(unknown('it takes too many steps'));
  });

  test('so are operations on long lists and texts, asked again and again', () => {
    const inList = t.quantifier('any', list, 'x', t.in(t.number(-1), list));
    expect(evaluate(inList, facts({ list: numbers }))).toEqual(unknown('it takes too many steps'));
    const text = t.fact('text', 'string');
    const like = t.quantifier('any', list, 'x', t.like(text, t.text('a')));
    expect(evaluate(like, facts({ list: numbers, text: 'x'.repeat(100_000) }))).toEqual(
      unknown('it takes too many steps'),
    );
    const record = t.fact('record', 'any');
    const wide = new Map(numbers.map((n) => [String(n), n]));
    const empty = t.quantifier('any', list, 'x', t.is(record, 'empty'));
    expect(evaluate(empty, facts({ list: numbers, record: wide }))).toEqual(
      unknown('it takes too many steps'),
    );
  });
});
