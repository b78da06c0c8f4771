import { describe, expect, test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

function requiring(expression: string): string {
  return policyWith('gates:', `  g: { require: '${expression}' }`);
}

describe('names of the language', () => {
  test.each([
    'release.version is vsemver',
    'release.version == "v1.2.3"',
    'version(release.version) >= version("1.4.0")',
    'release.tag != "" and release.env == "prod" and release.source == "ci" and release.event == "push"',
    'release.actor != release.workload and release.component != release.cluster',
    'release.namespace != release.region and release.commit != release.artifact',
    'git.branch like ["main", "release/*"]',
    'not git.release_tag.exists or git.release_tag.commit == release.commit',
    'within(now, 5m)',
  ])('%s', (expression) => {
    expectClean(requiring(expression));
  });
});

test('the repository is a probe that a policy need not declare', () => {
  const plan = planOf(requiring('git.release_tag.exists'));
  expect(plan.probes).toMatchObject([{ name: 'git', kind: 'git', config: { path: '.', remote: true } }]);
  expect(plan.facts).toEqual([
    {
      id: 'git.release_tag.exists',
      type: 'boolean',
      source: { kind: 'probe', probe: 'git', field: 'release_tag.exists' },
    },
  ]);
  expect(planOf(requiring('release.version is semver')).probes).toEqual([]);
});

test('a bare name reads the default field', () => {
  const plan = planOf(
    policyWith('probes: { api: { http: { url: "http://localhost" } } }', 'gates: { g: { require: api } }'),
  );
  expect(plan.facts.map(({ id }) => id)).toEqual(['api.ok']);
});

test('names that are not yet known', () => {
  expectDiag(requiring('system.load < 1'))
    .code('SEN1501')
    .underlines('system')
    .message('`system` is not yet in this version')
    .help('remove the condition that reads it');
});

describe('what other environments run', () => {
  const asking = (expression: string) =>
    policyWith('environments: [stage, prod-eu]', `gates: { g: { require: '${expression}' } }`);

  test.each([
    'deployed.stage.version == release.version and deployed.stage.healthy_for >= 24h',
    'deployed.stage.artifact == release.artifact',
    'deployed["prod-eu"].version is known and now - deployed["prod-eu"].completed_at > 1h',
  ])('%s', (expression) => {
    expectClean(asking(expression));
  });

  test('is a fact of the environment', () => {
    expect(planOf(asking('deployed["prod-eu"].healthy_for > 1h')).facts).toEqual([
      {
        id: 'deployed.prod-eu.healthy_for',
        type: 'duration',
        source: { kind: 'deployed', environment: 'prod-eu', field: 'healthy_for' },
      },
    ]);
  });

  test('of the policy alone', () => {
    expectDiag(asking('deployed.stgae.version is known'))
      .code('SEN1402')
      .underlines('stgae')
      .help(/did you mean `stage`/u);
    expectDiag(asking('deployed.stage.healthy > 1h')).code('SEN1402').underlines('healthy');
    expectDiag(asking('deployed.stage.healthy_for > 24')).underlines('24');
    expectDiag(requiring('deployed.stage.version is known')).code('SEN1504').underlines('deployed');
  });

  test('is not known before the probes have run', () => {
    expectDiag(
      policyWith(
        'environments: [stage]',
        'probes: { p: { file: { path: "${deployed.stage.version}" } } }',
        'gates: { g: { require: p.exists } }',
      ),
    )
      .code('SEN1516')
      .underlines('deployed');
  });
});

test('inputs have no prefix', () => {
  expectDiags(
    policyWith('inputs: { ticket: { type: string } }', 'gates: { g: { require: inputs.ticket == ticket } }'),
  )
    .only('SEN1516')
    .underlines('inputs')
    .message('inputs are called by their bare names')
    .help('write `ticket`, not `inputs.ticket`');
});

test('the sides of a rollout are unknown outside of one', () => {
  expectDiag(requiring('canary.error_rate < 1%'))
    .code('SEN1516')
    .underlines('canary')
    .message('`canary` is known only inside a rollout')
    .help('a gate reads the probe by its bare name');
});

describe('a probe cannot read what only probes know', () => {
  test.each(['git.branch', 'other.ok', 'health.value', 'canary.x'])('%s', (name) => {
    const first = name.split('.')[0] ?? '';
    expectDiags(
      policyWith(
        'scores: { health: { criteria: [{ of: git.clean }], healthy: 0.8 } }',
        'probes:',
        '  other: { tcp: { host: localhost, port: 80 } }',
        `  x: { http: { url: "http://localhost/\${${name}}" } }`,
        'gates: { g: { require: x.ok and other.ok } }',
      ),
    )
      .only('SEN1516')
      .underlines(first)
      .message(`\`${first}\` is not known before the probes have run`)
      .help('a probe may use settings, secrets, inputs, `release` and `now`');
  });
});

test('an input with a mistake is still known', () => {
  expectDiags(
    policyWith('inputs: { x: { type: text } }', 'gates: { g: { require: x == "a", message: why } }'),
  ).are('SEN1514 text');
});
