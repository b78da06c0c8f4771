import { describe, test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function asking(query: string): string {
  return policyWith(
    'probes:',
    '  x:',
    '    prometheus:',
    '      url: http://prom:9090',
    '      query: >-',
    `        ${query}`,
    'gates:',
    '  x: { require: x.value < 10 }',
  );
}

test('a rate divided by a rate', () => {
  expectDiag(asking('sum(rate(bad[5m])) / sum(rate(all[5m]))'))
    .code('SEN1206')
    .underlines('/')
    .message('a quotient of rates has no value while nothing is bad and none without traffic');
});

describe('also', () => {
  test.each([
    'increase(bad[5m])/increase(all[5m])',
    'irate(a[1m]) / ignoring(code) irate(b[1m])',
    '2 / rate(a[1m]) * rate(b[1m]) / rate(c[1m])',
  ])('%s', (query) => {
    expectDiag(asking(query)).code('SEN1206');
  });
});

describe('not', () => {
  test.each([
    'rate(a[5m]) / 1000',
    'node_memory_free / node_memory_total',
    'rate(a{path="/rate(x)"}[5m])',
    "rate(a{path='/rate(x)'}[5m])",
    'rate(a[5m]) + rate(b[5m])',
    'rate(a{path="\\"/rate(x)"}[5m])',
  ])('%s', (query) => {
    expectClean(asking(query));
  });
});

test('the safe form has no query', () => {
  expectClean(
    policyWith(
      'probes:',
      '  x: { prometheus: { url: "http://prom:9090", ratio: { bad: a, total: b, window: 5m }, min_samples: 9 } }',
      'gates:',
      '  x: { require: x < 10% }',
    ),
  );
});
