/** Blocks that this version refuses are checked first. */
import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { policyWith } from '../support/policy.ts';

test('the example of the language is refused for nothing', () => {
  expectDiags(readFileSync(new URL('../parser/fixtures/checkout-api.yaml', import.meta.url), 'utf8')).are(
    'SEN1232 main',
  );
});

test('a probe whose text cannot be parsed tells nothing apart', () => {
  expectDiags(
    policyWith(
      'probes:',
      '  x: { http: { url: "http://localhost/${" } }',
      '  y: { htpt: { url: "${track}" }, http: { url: "${track}" } }',
      'gates: { g: { require: x.ok } }',
      'rollouts:',
      '  main:',
      '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }',
      '    stages: [{ weight: 100% }]',
      '    checks: { every: 1m, require: canary.x.ok }',
    ),
  ).only('SEN1402');
});
