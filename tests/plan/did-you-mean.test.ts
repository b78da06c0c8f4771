import { describe, expect, test } from 'vitest';
import { didYouMean, suggestName } from '../../src/plan/did-you-mean.ts';

const keys = ['require', 'prefer', 'severity', 'environments', 'when', 'for', 'over', 'every'];

describe('a near name is offered', () => {
  test.each([
    ['requires', 'require'],
    ['requrie', 'require'],
    ['enviroments', 'environments'],
    ['Severity', 'severity'],
    ['fro', 'for'],
    ['whne', 'when'],
    ['evry', 'every'],
  ])('%s', (written, meant) => {
    expect(didYouMean(written, keys)).toBe(meant);
  });

  test('letter case and the kind of dash count for nothing', () => {
    expect(didYouMean('min-samples', ['min_samples', 'max_samples'])).toBe('min_samples');
  });
});

describe('a far one is not', () => {
  test.each(['colour', 'x', '', 'whenever it suits', 'e'.repeat(100_000)])('%s', (written) => {
    expect(didYouMean(written, keys)).toBeUndefined();
  });

  test('two that are equally near', () => {
    expect(didYouMean('cat', ['bat', 'car'])).toBeUndefined();
    expect(didYouMean('cat', ['bat', 'car', 'cat_'])).toBe(undefined);
    expect(didYouMean('bats', ['cats', 'hats', 'bats'])).toBe('bats');
  });
});

test('as a line of help', () => {
  expect(suggestName('requires', keys)).toBe('did you mean `require`?');
  expect(suggestName('colour', keys)).toBeUndefined();
});
