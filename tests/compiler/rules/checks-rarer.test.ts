import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

const traffic = 'traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }';

function checkedBy(probe: string, ...lines: readonly string[]): string {
  return policyWith(
    `probes: { slow: { ${probe} } }`,
    'gates: { g: { require: git.clean } }',
    'rollouts:',
    `  main:`,
    `    ${traffic}`,
    '    stages: [{ weight: 10%, hold: 30m }, { weight: 100%, hold: 1h }]',
    ...lines.map((line) => `    ${line}`),
  );
}

const counted = (window: string) =>
  `haproxy: { socket: /run/h.sock, backend: be, server: "\${track}", ${window} }`;
const page = (what: string) => `metrics: { url: "http://app/\${track}", ${what} }`;
const total = 'bad: { metric: a }, total: { metric: b }';
const checks = 'checks: { every: 5s, require: canary.slow < 1% }';

test('a window that is longer than the time between two checks', () => {
  expectDiags(checkedBy(counted('window: 90s'), checks))
    .only('SEN1240')
    .underlines('5s')
    .message('`slow` counts for 1m30s, so that these checks come every 1m30s and not every 5s')
    .help('write `every: 1m30s`, or let `slow` count for at most `5s`');
});

test('the windows that are usual, and checks that do not say how often', () => {
  expectDiags(checkedBy(counted(''), checks)).only('SEN1240');
  expectDiags(checkedBy(page(`ratio: { ${total} }`), checks.replace('5s', '4s'))).only('SEN1240');
  expectDiags(checkedBy(counted('window: 2m'), 'checks: { require: canary.slow < 1% }'))
    .only('SEN1240')
    .underlines('slow');
});

test('whatever is read twice', () => {
  const slow = [
    [`ratio: { ${total}, window: 6s }`, 'canary.slow < 1%'],
    ['metric: a, growth: { metric: a, over: 6s }', 'canary.slow.growth > 1'],
    ['quantile: { metric: a, at: 95%, window: 6s }', 'canary.slow < 9'],
  ] as const;
  for (const [what, require] of slow)
    expectDiags(checkedBy(page(what), `checks: { every: 5s, require: ${require} }`)).only('SEN1240');
});

test('also for what is shown, for the way back, and in a score', () => {
  const slow = counted('window: 1m');
  const shown = 'checks: { every: 5s, require: git.clean, show: [canary.slow] }';
  expectDiags(checkedBy(slow, shown)).only('SEN1240');
  const back = ['checks: { every: 5s, require: git.clean }', 'rollback: { when: canary.slow > 5% }'];
  expectDiags(checkedBy(slow, ...back)).only('SEN1240');
  const score = '\nscores: { health: { criteria: [{ of: slow < 1% }], healthy: 0.9, degraded: 0.5 } }\n';
  const health = 'checks: { every: 5s, require: health.value > 0.5 }';
  expectDiags(checkedBy(slow, health) + score).only('SEN1240');
});

test('as long, shorter, or in the past', () => {
  expectDiags(checkedBy(counted('window: 5s'), checks)).without('SEN1240');
  expectDiags(checkedBy(page(`ratio: { ${total}, window: 1s }`), checks)).without('SEN1240');
  const past = `prometheus: { url: "http://prom", ratio: { bad: 'a{t="\${track}"}', total: b, window: 5m }, min_samples: 9 }`;
  expectDiags(checkedBy(past, checks)).without('SEN1240');
});
