import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function probe(keys: string): string {
  return policyWith(
    `probes: { x: { prometheus: { url: "http://prom", query: a, ${keys} } } }`,
    'gates: { g: { require: x > 0 } }',
  );
}

test('samples of hours ago', () => {
  expectDiags(probe('max_age: 6h'))
    .only('SEN1238')
    .underlines('6h')
    .message('`x` believes samples that are 6h old')
    .help('write some minutes; what is older says nothing about this release');
});

test('minutes, none, and what is no duration', () => {
  expectDiags(probe('max_age: 15m')).without('SEN1238');
  expectDiags(probe('unit: number')).without('SEN1238');
  expectDiags(probe('max_age: 6 h')).without('SEN1238');
  expectDiags(probe('max_age: [6h]')).without('SEN1238');
});

test('a metrics page, and what has no such key', () => {
  const measured = (kind: string) =>
    policyWith(`probes: { x: { ${kind} } }`, 'gates: { g: { require: x.samples > 0 or x.value > 0 } }');
  expectDiags(measured('metrics: { url: "http://app:9100", metric: a, max_age: 6h }')).only('SEN1238');
  expectDiags(measured('tcp: { host: a, port: 1, max_age: 6h }')).without('SEN1238');
});
