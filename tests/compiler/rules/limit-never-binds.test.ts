import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

function limits(...lines: readonly string[]): string {
  return policyWith(
    'environments: [dev, prod]',
    ...cleanTree,
    'limits:',
    ...lines.map((line) => `  ${line}`),
  );
}

test('a rate beside a stricter one', () => {
  expectDiags(limits('few: { at_most: [1 per 1h, 3 per 2h] }'))
    .only('SEN1234')
    .underlines('3 per 2h')
    .message('`3 per 2h` never binds beside `1 per 1h`')
    .help('remove it, or admit less')
    .related('1 per 1h')
    .fixes(limits('few: { at_most: [1 per 1h] }'));
});

test('the first of two', () => {
  expectDiags(limits('few: { at_most: [3 per 1h, 1 per 1h] }'))
    .only('SEN1234')
    .underlines('3 per 1h')
    .fixes(limits('few: { at_most: [1 per 1h] }'));
});

test('the same twice', () => {
  expectDiags(limits('few: { at_most: [1 per 1h, 1 per 60m] }')).only('SEN1234').underlines('1 per 60m');
});

test('another block', () => {
  expectDiags(
    limits('all: { at_most: 2 per 1h }', 'each: { environments: [prod], at_most: 2 per 1h, by: [workload] }'),
  )
    .only('SEN1234')
    .underlines('2 per 1h')
    .message('`2 per 1h` never binds beside `2 per 1h` of the limit `all`')
    .hasNoFix();
});

describe('limits that bind', () => {
  test.each([
    ['both', 'few: { at_most: [1 per 1m, 3 per 1h] }', 'x: { at_most: 9 per 1d }'],
    ['another scope', 'a: { at_most: 1 per 1h, by: [workload] }', 'b: { at_most: 2 per 1h, by: [env] }'],
    ['other releases', 'a: { at_most: 1 per 1h, when: git.clean }', 'b: { at_most: 2 per 1h }'],
    ['other places', 'a: { at_most: 1 per 1h, environments: [dev] }', 'b: { at_most: 2 per 1h }'],
    ['but for some', 'a: { at_most: 1 per 1h, except: git.clean }', 'b: { at_most: 2 per 1h }'],
    ['in shadow', 'a: { at_most: 1 per 1h, mode: shadow }', 'b: { at_most: 2 per 1h }'],
  ])('%s', (_, a, b) => {
    expectDiags(limits(a, b)).without('SEN1234');
  });
});
