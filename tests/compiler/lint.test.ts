import { expect, test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { lintText } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

const suspicious = [
  'probes: { disk: { disk: { path: / } } }',
  'gates:',
  '  # sentinel-ignore SEN1203 until 2026-12-01: the disk is virtual',
  '  disk: { require: disk.used < 850% }',
];

test('a suppressed finding is counted', () => {
  const text = policyWith(...suspicious);
  expectClean(text);
  expect(lintText(text).suppressed).toBe(1);
});

test('an expired suppression is an error, and the policy has no plan', () => {
  const text = policyWith(...suspicious);
  const { diagnostics, plan } = lintText(text, { now: Date.parse('2026-12-01T00:00:00Z') });
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN1603', 'SEN1203']);
  expect(plan).toBeUndefined();
});

test('an unused suppression is a warning', () => {
  expectDiag(policyWith('gates:', '  # sentinel-ignore SEN1203: why', '  g: { require: git.clean }'))
    .code('SEN1604')
    .underlines('SEN1203')
    .message('the next line has no finding `SEN1203`')
    .help('delete the comment');
});

test('errors cannot be suppressed', () => {
  expectDiags(policyWith('gates:', '  # sentinel-ignore SEN1402: why', '  g: { require: git.claen }')).are(
    'SEN1605 SEN1402',
    'SEN1402 claen',
  );
});

test('findings are sorted by place, whoever found them', () => {
  expectDiags(
    policyWith(
      'environments: [prod, prod]',
      'freezes: { fri: { every: [fri] } }',
      'gates: { g: { require: git.claen, sevrity: block } }',
    ),
  ).are('SEN1502 prod', 'SEN1202 fri', 'SEN1402 claen', 'SEN1101 sevrity');
});
