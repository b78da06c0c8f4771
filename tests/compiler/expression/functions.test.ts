/** Functions, quantifiers, and how they are called. */
import { describe, expect, test } from 'vitest';
import { checkedCondition, told } from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

describe('a function that does not exist', () => {
  test.each([
    [
      'foo(1)',
      [
        'SEN1407 there is no function `foo` ⟦foo⟧',
        'help: the functions are `version`, `len`, `lower`, `upper`, `abs`, `min`, `max`, `within`, `all` and `any`',
      ],
    ],
    ['lenn(tags) > 0', ['SEN1407 there is no function `lenn` ⟦lenn⟧', 'help: did you mean `len`?']],
    [
      'release(1)',
      [
        'SEN1407 there is no function `release` ⟦release⟧',
        'help: the functions are `version`, `len`, `lower`, `upper`, `abs`, `min`, `max`, `within`, `all` and `any`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a wrong number of values', () => {
  test.each([
    ['len(tags, tags) > 0', ['SEN1407 `len` takes 1 value, not 2 ⟦len⟧', 'help: it is written `len(list)`']],
    ['min(1) > 0', ['SEN1407 `min` takes at least 2 values, not 1 ⟦min⟧', 'help: it is written `min(a, b)`']],
    [
      'within(now)',
      ['SEN1407 `within` takes 2 values, not 1 ⟦within⟧', 'help: it is written `within(instant, 2h)`'],
    ],
    [
      'within(now, 1h, now)',
      ['SEN1407 `within` takes 2 values, not 3 ⟦within⟧', 'help: it is written `within(instant, 2h)`'],
    ],
    [
      'version("1.2.3", "x") == release.version',
      ['SEN1407 `version` takes 1 value, not 2 ⟦version⟧', 'help: it is written `version("1.4.0")`'],
    ],
    [
      'all(tags)',
      [
        'SEN1407 `all` takes a list and a condition on each item ⟦all⟧',
        'help: it is written `all(list, x => x.ok)`',
      ],
    ],
    [
      'any(tags, tags, x => true)',
      [
        'SEN1407 `any` takes a list and a condition on each item ⟦any⟧',
        'help: it is written `any(list, x => x.ok)`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('values of a wrong type', () => {
  test.each([
    ['len(5) > 0', ['SEN1407 `len` cannot take a number ⟦len(5)⟧', 'help: it is written `len(list)`']],
    [
      'lower(5) == ""',
      ['SEN1407 `lower` cannot take a number ⟦lower(5)⟧', 'help: it is written `lower("text")`'],
    ],
    [
      'abs(now) == now',
      ['SEN1407 `abs` cannot take an instant ⟦abs(now)⟧', 'help: it is written `abs(number)`'],
    ],
    [
      'abs(ticket) == 1',
      ['SEN1407 `abs` cannot take a string ⟦abs(ticket)⟧', 'help: it is written `abs(number)`'],
    ],
    [
      'version(5) == release.version',
      ['SEN1407 `version` cannot take a number ⟦version(5)⟧', 'help: it is written `version("1.4.0")`'],
    ],
    [
      'min(1s, 1GiB) > 0',
      [
        'SEN1407 `min` cannot take a duration and a size in bytes ⟦min(1s, 1GiB)⟧',
        'help: it is written `min(a, b)`',
      ],
    ],
    [
      'max(p95, ticket) > 1s',
      [
        'SEN1407 `max` cannot take a duration and a string ⟦max(p95, ticket)⟧',
        'help: it is written `max(a, b)`',
      ],
    ],
    [
      'within(p95, 1h)',
      [
        'SEN1407 `within` cannot take a duration and a duration ⟦within(p95, 1h)⟧',
        'help: it is written `within(instant, 2h)`',
      ],
    ],
    [
      'within(now, 5)',
      [
        'SEN1407 `within` cannot take an instant and a number ⟦within(now, 5)⟧',
        'help: it is written `within(instant, 2h)`',
      ],
    ],
    [
      'min(api.json.x, 1s) > 1s',
      [
        'SEN1407 `min` cannot take untyped data and a duration ⟦min(api.json.x, 1s)⟧',
        'help: it is written `min(a, b)`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a quantifier', () => {
  test.each([
    [
      'all(up, up)',
      [
        'SEN1407 `all` takes a list and a condition on each item ⟦all⟧',
        'help: it is written `all(list, x => x.ok)`',
      ],
    ],
    [
      'all(x => true, up)',
      [
        'SEN1407 `all` takes a list and a condition on each item ⟦all⟧',
        'help: it is written `all(list, x => x.ok)`',
      ],
    ],
    [
      'all(count, x => true)',
      ['SEN1407 `all` cannot go through a number ⟦count⟧', 'help: it is written `all(list, x => x.ok)`'],
    ],
    [
      'any(ticket, x => true)',
      ['SEN1407 `any` cannot go through a string ⟦ticket⟧', 'help: it is written `any(list, x => x.ok)`'],
    ],
    [
      'all(up, count => true)',
      ['SEN1407 `count` already has a meaning ⟦count⟧', 'help: choose another name for the item'],
    ],
    [
      'all(up, r => any(tags, r => true))',
      ['SEN1407 `r` already has a meaning ⟦r⟧', 'help: choose another name for the item'],
    ],
    ['all(up, r => r)', ['SEN1406 `r` is a record, not a condition ⟦r⟧', 'help: choose one of its fields']],
    [
      'all(frobnicate, x => true)',
      [
        'SEN1401 nothing is called `frobnicate` ⟦frobnicate⟧',
        'help: there are `now`, `ticket`, `count`, `tags`, `up`, `p95`, `error_rate`, `disk`, `api`, `git`, `release`, `settings` and 2 more',
      ],
    ],
    [
      'len(x => true) > 1',
      ['SEN1407 `len` takes values, not conditions ⟦x => true⟧', 'help: it is written `len(list)`'],
    ],
    ['all([], x => true)', ['SEN1408 this is always unknown: the list is empty ⟦all([], x => true)⟧']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});
