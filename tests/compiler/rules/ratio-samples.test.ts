import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function probe(keys: string): string {
  return policyWith(`probes: { x: { ${keys} } }`, 'gates: { g: { require: x.value > 0 } }');
}

const ratio = 'ratio: { bad: a, total: b, window: 1m }';

test('a ratio of however few events', () => {
  expectDiags(probe(`prometheus: { url: "http://prom", ${ratio} }`))
    .only('SEN1237')
    .underlines('ratio')
    .message('`x` counts a ratio of however few events')
    .help('add `min_samples: 100`: with fewer events the ratio is unknown');
});

test('a least number, a query, another kind', () => {
  expectDiags(probe(`prometheus: { url: "http://prom", ${ratio}, min_samples: 1 }`)).without('SEN1237');
  expectDiags(probe('prometheus: { url: "http://prom", query: a }')).without('SEN1237');
  expectDiags(probe('disk: { path: / }')).without('SEN1237');
});
