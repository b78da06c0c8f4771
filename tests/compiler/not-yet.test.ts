/** Blocks that this version refuses are checked first. */
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { expectDiags } from '../support/expect-diagnostics.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

test('a policy of many blocks is refused for those that come later, and for nothing else', () => {
  expectDiags(readFileSync(new URL('../parser/fixtures/checkout-api.yaml', import.meta.url), 'utf8')).are(
    'SEN1232 main',
    'SEN1501 main',
  );
});

describe('each is refused by its name', () => {
  test.each([
    ['extends: ./org.yaml', './org.yaml', '`extends` is'],
    [
      'scores: { health: { criteria: [{ of: git.clean }], healthy: 0.8 } }',
      'health',
      'the score `health` is',
    ],
    [
      'rollouts: { main: { traffic: { haproxy: { socket: /run/h.sock } }, stages: [{ weight: 100% }] } }',
      'main',
      'the rollout `main` is',
    ],
    [
      'notifications: { team: { on: [blocked], slack: { url: "https://hooks.example.com" } } }',
      'team',
      'the notification `team` is',
    ],
  ])('%s', (lines, underlined, what) => {
    expectDiags(policyWith(lines, ...cleanTree))
      .only('SEN1501')
      .underlines(underlined)
      .message(`${what} not yet in this version`)
      .help('remove it; nothing that this version cannot enforce is accepted');
  });
});

test('a score', () => {
  expectDiags(
    policyWith(
      'scores:',
      '  health:',
      '    criteria: [{ of: git.x }, { weight: 2, of: "1 - min(git.ahead / 5, 1)" }]',
      '    healthy: 0.5',
      '    degraded: 0.8',
      'gates:',
      '  health: { require: health.value > 0.5 and health.status == "HEALTHY" }',
    ),
  )
    .are('SEN1501 health', 'SEN1402 x', 'SEN1508 0.8')
    .only('SEN1508')
    .message('`degraded` is not below `healthy`')
    .help('write a number below 0.5');
});

const rollout = [
  'environments: [prod]',
  'probes:',
  '  error_rate:',
  '    prometheus:',
  '      url: http://prom',
  '      ratio: { bad: \'e{track="${upper(track)}"}\', total: \'t{track="${track}"}\', window: 1m }',
  '      min_samples: 100',
  '  disk: { disk: { path: / } }',
  'gates:',
  '  disk: { require: disk.used < 85% }',
  'rollouts:',
  '  main:',
];

test('a rollout reads both sides of the probes that tell them apart', () => {
  expectDiags(
    policyWith(
      ...rollout,
      '    traffic: { haproxy: { socket: /run/h.sock } }',
      '    identity: canary.error_rate < 1%',
      '    stages:',
      '      - { weight: 10%, exit: [disk], when: rollout.weight < 50% }',
      '      - { weight: 100%, checks: { every: 1m, require: canary.error_rate < 1% } }',
      '    checks: { every: 1m, require: "canary.error_rate < 2 * stable.error_rate", prefer: rollout.age > 1m, show: [rollout.stage] }',
      '    rollback: { when: canary.error_rate > 5% }',
      '    after: [{ git_tag: {} }]',
    ),
  ).are('SEN1501 main');
});

test('a rollout with mistakes', () => {
  expectDiags(
    policyWith(
      ...rollout,
      '    environments: [prd]',
      '    when: git.a',
      '    traffic: { haproxy: { socket: /run/h.sock } }',
      '    identity: canary.disk < 1%',
      '    stages:',
      '      - { weight: 100%, exit: [dsik], when: git.b, checks: { every: 1m, require: git.c } }',
      '    checks: { every: 1m, require: git.d, prefer: git.e, show: [git.f] }',
      '    rollback: { when: stable.x > 5% }',
      '    before: [{ git_tga: {} }]',
      '    after: [{ when: git.g, git_tag: {} }]',
    ),
  ).are(
    'SEN1501 main',
    'SEN1504 prd',
    'SEN1402 a',
    'SEN1402 disk',
    'SEN1517 dsik',
    'SEN1402 b',
    'SEN1402 c',
    'SEN1402 d',
    'SEN1402 e',
    'SEN1402 f',
    'SEN1402 x',
    'SEN1510 git_tga',
    'SEN1402 g',
  );
});

test('stages of an audience', () => {
  expectDiags(
    policyWith(
      ...rollout,
      '    traffic: { haproxy: { socket: /run/h.sock } }',
      '    audience: [{ name: public, who: "true", stages: [{ weight: 100%, exit: [dsik] }] }]',
    ),
  ).only('SEN1517');
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
      '    traffic: { haproxy: { socket: /run/h.sock } }',
      '    stages: [{ weight: 100% }]',
      '    checks: { every: 1m, require: canary.x.ok }',
    ),
  ).only('SEN1402');
});

test('a group', () => {
  expectDiags(
    policyWith(
      'groups: { shop: { rollouts: [main, mian] } }',
      'rollouts: { main: { traffic: { haproxy: { socket: /run/h.sock } }, stages: [{ weight: 100% }] } }',
      ...cleanTree,
    ),
  )
    .only('SEN1517')
    .underlines('mian')
    .message('`mian` is not a rollout of this policy')
    .help('did you mean `main`?');
});
