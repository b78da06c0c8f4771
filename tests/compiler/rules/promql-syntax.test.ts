import { describe, expect, test } from 'vitest';
import { compileText } from '../../../src/app/policy/compile-text.ts';
import { expectDiags } from '../../../src/testkit/index.ts';
import { lintText, testNow } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';

function probe(...keys: readonly string[]): string {
  return policyWith(
    'inputs: { window: { type: string, default: 5m } }',
    'probes:',
    '  x:',
    '    prometheus:',
    '      url: http://prom:9090',
    ...keys.map((key) => `      ${key}`),
    'gates: { g: { require: x.value < 10 and window != "" } }',
  );
}

test('a query that cannot be read', () => {
  expectDiags(probe("query: 'sum(rate(requests_total[5 m]))'"))
    .only('SEN1235')
    .underlines('m')
    .message('PromQL cannot be read from here on')
    .help('try it in the expression browser of Prometheus');
});

test('a query that ends too soon', () => {
  expectDiags(probe("query: 'sum(rate(requests_total[5m])) by'"))
    .only('SEN1235')
    .underlines('y')
    .message('the query ends too soon');
});

test('the count of samples', () => {
  expectDiags(probe('query: load', 'samples: "count(load"')).only('SEN1235');
});

test('what is not a selector', () => {
  expectDiags(probe("ratio: { bad: 'rate(errors[1m])', total: all, window: 1m }", 'min_samples: 9'))
    .only('SEN1235')
    .underlines("'rate(errors[1m])'")
    .message('this is not one selector of counters')
    .help('write a selector without a range or function, such as `http_requests_total{code=~"5.."}`');
});

describe('interpolations stand for names, numbers and durations', () => {
  test.each([
    'load{track="${track}"}',
    'rate(load[${window}])',
    'load > ${window}',
    '${window}',
    'load{a="${lower("}")}"}',
    "load{a='${lower(\\'}\\')}'}",
  ])('%s', (query) => {
    expectDiags(probe(`query: ${JSON.stringify(query)}`)).without('SEN1235');
  });

  test('and mend nothing else', () => {
    expectDiags(probe('query: "rate(load[${window})"')).only('SEN1235').underlines(')');
  });
});

test('other probes, and queries that are no texts', () => {
  expectDiags(
    policyWith('probes: { x: { tcp: { host: h, port: 1 } } }', 'gates: { g: { require: x.ok } }'),
  ).are();
  expectDiags(probe('query: [a]')).without('SEN1235');
  expectDiags(probe('ratio: a')).without('SEN1235');
});

test('the rule is slow: before a decision it does not run, and its suppression is left alone', () => {
  const text = probe('# sentinel-ignore SEN1235: another dialect', "query: 'rate(x[5 m])'");
  expect(lintText(text).suppressed).toBe(1);
  expect(compileText('sentinel.yaml', text, testNow).diagnostics).toEqual([]);
  expect(compileText('sentinel.yaml', text, testNow, { slow: true }).diagnostics).toEqual([]);
});
