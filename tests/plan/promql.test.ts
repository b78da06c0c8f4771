import { expect, test } from 'vitest';

import { isPromqlSelector, promqlError, promqlSelectors, samePromqlShape } from '../../src/plan/promql.ts';

const template = (value: string) => `sum(rate(http_requests_total{track="${value}"}[1m]))`;

test.each(['stable', '5.*', 'a b', 'ä', '\\"quoted\\"', 'x\\\\'])(
  '`%s` in a string leaves the shape',
  (value) => {
    expect(samePromqlShape(template(value), template('x'))).toBe(true);
  },
);

test.each(['"}) or vector(0) #', '",code!="500', '"}[1m])) # ', '"', 'a\nb', '\\'])(
  '`%s` in a string is code, and changes the shape',
  (value) => {
    expect(samePromqlShape(template(value), template('x'))).toBe(false);
  },
);

test('names, numbers and durations leave the shape, operators and functions do not', () => {
  expect(samePromqlShape('a_total > 1', 'b_total > 2.5')).toBe(true);
  expect(samePromqlShape('rate(a[1m])', 'rate(a[2h])')).toBe(true);
  expect(samePromqlShape('a > 1', 'a < 1')).toBe(false);
  expect(samePromqlShape('sum(a)', 'max(a)')).toBe(false);
  expect(samePromqlShape('a', 'a or vector(0)')).toBe(false);
  expect(samePromqlShape('a', 'a # and more')).toBe(false);
  expect(samePromqlShape('sum(', 'sum(')).toBe(false);
});

test('the place of an error', () => {
  expect(promqlError('sum by (le) (rate(a[5m]))')).toBeUndefined();
  expect(promqlError('')).toEqual({ start: 0, end: 0 });
  const query = 'sum(rate(a[5m])';
  const error = promqlError(query);
  expect(error).toBeDefined();
  expect(error?.end).toBeLessThanOrEqual(query.length);
  expect(promqlError('rate(a[5m])) + 1')).toMatchObject({ start: 11 });
});

test('the selectors of a query, each once, without what shifts them in time', () => {
  expect(
    promqlSelectors(
      'rate(a{b="c"}[5m]) / rate(a{b="c"}[5m] offset 1w) + foo @ end() + max_over_time(rate(x[1m])[5m:10s])',
    ),
  ).toEqual([{ text: 'a{b="c"}', range: '5m' }, { text: 'foo' }, { text: 'x', range: '1m' }]);
  expect(promqlSelectors('vector(1)')).toEqual([]);
  expect(promqlSelectors('absent(up) or absent_over_time(up[5m]) or b')).toEqual([{ text: 'b' }]);
});

test.each(['http_requests_total{code=~"5.."}', '{job="a"}', 'up'])('`%s` is one selector', (text) => {
  expect(isPromqlSelector(text)).toBe(true);
});

test.each(['', 'rate(a[1m])', 'a or b', 'a offset 1m', 'a[1m]', 'a # b', 'a{', '1'])(
  '`%s` is not',
  (text) => {
    expect(isPromqlSelector(text)).toBe(false);
  },
);
