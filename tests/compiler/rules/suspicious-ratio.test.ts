import { describe, test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function requiring(expression: string): string {
  return policyWith(
    'inputs:',
    '  most: { type: ratio, default: 5% }',
    'probes:',
    '  disk: { disk: { path: / } }',
    '  up: { each: { path: [/, /var] }, disk: { path: "${path}" } }',
    'gates:',
    `  g: { require: '${expression} and disk.used < most and any(up, d => d.used < 50%)' }`,
  );
}

test('a share above the whole', () => {
  expectDiag(requiring('disk.used < 850%'))
    .code('SEN1203')
    .underlines('850%')
    .message('a ratio lies between 0 % and 100 %, and is compared with 850 %')
    .help('write the share that is meant, such as `5%`');
});

test('an exact share', () => {
  expectDiag(requiring('disk.used == 5%'))
    .code('SEN1203')
    .underlines('disk.used == 5%')
    .message('a measured ratio is hardly ever exactly 5 %')
    .help('compare with `<` or `>`');
});

describe('also', () => {
  test.each([
    '200% > disk.used',
    'disk.used > -1%',
    'disk.used != 5%',
    'any(up, d => d.used > 150%)',
    'not (disk.used >= 101%)',
  ])('%s', (expression) => {
    expectDiag(requiring(expression)).code('SEN1203');
  });
});

describe('not', () => {
  test.each([
    'disk.used < 85%',
    'disk.used == 0%',
    'disk.used != 100%',
    'disk.used < 100%',
    'disk.used / most < 3',
    'disk.free > 5GB',
    'most == most',
  ])('%s', (expression) => {
    expectClean(requiring(expression));
  });
});
