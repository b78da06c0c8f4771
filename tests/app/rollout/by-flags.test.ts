/** A rollout by flags: its stages, and its course in virtual time. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { apply, ask, status, type RolloutFlags } from '../../../src/app/index.ts';
import { releaseByFlags } from '../../../src/app/rollout/by-flags.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';
import { planOf } from '../../support/pipeline.ts';
import { refusedWith } from '../../support/refusal.ts';
import { rolloutWith } from '../../support/rollout.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const minute = 60_000;

const policy = rolloutWith(
  'stages:',
  '  - { weight: 5%, hold: 10m, approve: sre, exit: [clean-tree] }',
  '  - { weight: 25%, hold: 20m, checks: { require: errors < 1%, tolerate: 2 } }',
  '  - { weight: 50%, hold: 30m, approve: { from: dba, count: 2 } }',
  '  - { weight: 100%, hold: 1h }',
  'checks: { every: 1m, require: errors < 2% }',
);

function stagesOf(stages: RolloutFlags['stages'], interval?: number, text = policy) {
  const flags = { name: 'shop', stages, ...(interval !== undefined && { interval }) };
  const { plan } = releaseByFlags(planOf(text), flags, {});
  return (plan.rollouts[0]?.stages ?? []).map(({ weight, hold, untilPromoted, approve, exit, checks }) =>
    [
      `${weight} %`,
      `${hold / minute} min`,
      checks?.tolerate.count,
      ...(untilPromoted ? ['until promoted'] : []),
      ...(approve ? [approve.from] : []),
      ...exit,
    ].join(' '),
  );
}

describe('the stages of', () => {
  test('a canary: one that a person ends, then those of the policy above it', () => {
    expect(stagesOf({ canary: 10 })).toEqual([
      '10 % 20 min 2 until promoted sre clean-tree',
      '25 % 20 min 2',
      '50 % 30 min 0 dba',
      '100 % 60 min 0',
    ]);
    expect(stagesOf({ canary: 50 }, minute, policy.replace('from: dba, count: 2', 'from: sre'))[0]).toBe(
      '50 % 1 min 0 until promoted sre clean-tree',
    );
  });

  test('a list: checked as that much traffic is in the policy, agreed to no later', () => {
    expect(stagesOf({ weights: [1, 30, 100] }, 5 * minute)).toEqual([
      '1 % 5 min 0 sre clean-tree',
      '30 % 5 min 0 dba',
      '100 % 5 min 0',
    ]);
    expect(stagesOf({ weights: [25, 26, 100] })).toEqual([
      '25 % 20 min 2 sre clean-tree',
      '26 % 30 min 0 dba',
      '100 % 60 min 0',
    ]);
  });

  test('have a digest of their own, and the environment of the name', () => {
    const plan = planOf(policy);
    const asked = releaseByFlags(plan, { name: 'shop/main@prod', stages: { canary: 10 } }, { version: 'v1' });
    expect(asked.release).toEqual({ version: 'v1', env: 'prod' });
    expect(asked.plan.digest).not.toBe(plan.digest);
    expect(asked.plan.rollouts[0]?.first).toBe('analyze');
  });
});

describe('refuses', () => {
  const refusal = async (flags: Partial<RolloutFlags>, text = policy, release = {}) => {
    const asked = { name: 'shop', stages: { canary: 10 }, ...flags };
    const work = async () => Promise.resolve(releaseByFlags(planOf(text), asked, release));
    const [found] = await refusedWith(work());
    return `${found?.code ?? ''} ${found?.message ?? ''}`;
  };

  test.each<[RolloutFlags['stages'], string]>([
    [{ canary: 0 }, 'SEN2001 `--canary 0` is no part of the traffic'],
    [{ canary: 100 }, 'SEN2001 `--canary 100` is no part of the traffic'],
    [{ weights: [10, 10, 100] }, 'SEN2001 the stages 10, 10, 100 do not rise'],
    [{ weights: [10, 50] }, 'SEN2001 the stages end at 50 %, and the rollout `main` at 100 %'],
    [
      { weights: [30, 100] },
      'SEN2001 up to 30 % the rollout `main` asks `sre` and `dba` at different stages',
    ],
  ])('the stages %j', async (stages, message) => {
    expect(await refusal({ stages })).toBe(message);
  });

  test.each<[string, string]>([
    ['cart', 'SEN2607 this policy is `shop`, not `cart`'],
    ['shop/mian', 'SEN2607 `shop` has no rollout `mian`'],
    ['shop@dev', 'SEN2001 `shop@dev` names another environment than `--env prod`'],
  ])('the name %s', async (name, message) => {
    expect(await refusal({ name }, policy, { env: 'prod' })).toBe(message);
  });

  test('a policy without rollouts, and stages of audiences', async () => {
    expect(await refusal({}, policyWith(...cleanTree))).toBe('SEN2607 `shop` has no rollout');
    const text = await readFile('examples/feature-flag/sentinel.yaml', 'utf8');
    const { policy: name } = planOf(text);
    expect(await refusal({ name }, text)).toMatch(/has audiences with stages of their own$/u);
  });
});

describe('a canary by flags', () => {
  const flags: RolloutFlags = { name: 'shop/main@prod', stages: { canary: 20 } };

  test('stays until a person promotes it, and goes on as the policy says', async () => {
    const { host, driver, request } = await canary();
    await host.clock.run(apply(request('v1', { rollout: flags, timeout: 20_000 }), host));
    const about = { choice: { shadow: false }, signal: new AbortController().signal };
    const { rollouts } = await status({ ...about, watch: false, listener: () => undefined }, host);
    expect(driver.told).toEqual(['green 20']);
    expect(rollouts).toMatchObject([
      { stages: [20, 50, 100], waits: [{ for: 'person', why: 'it stays here until a person promotes it' }] },
    ]);
    await ask({ ...about, request: 'promote', reason: 'OPS-931', actor: 'ann', look: true }, host);
    const { exitCode } = await host.clock.run(apply(request('v1', { rollout: flags }), host));
    expect(driver.told).toEqual(['green 20', 'green 50', 'green 100']);
    expect(exitCode).toBe(0);
  });

  test('goes back by the checks of the policy', async () => {
    const { host, driver, errors, request } = await canary();
    errors.set('green', 7);
    expect((await host.clock.run(apply(request('v1', { rollout: flags }), host))).exitCode).toBe(1);
    expect(driver.told).toEqual(['green 20', 'green 0 evict']);
  });

  test('is no release where the rollout does not apply', async () => {
    const { host, driver, request } = await canary(
      canaryPolicy
        .replace('[prod]', '[dev, prod]')
        .replace('    stages:', '    environments: [prod]\n    stages:'),
    );
    const run = apply(
      request('v1', { release: { version: 'v1', env: 'dev' }, rollout: { ...flags, name: 'shop' } }),
      host,
    );
    const { exitCode, diagnostics } = await host.clock.run(run);
    expect([exitCode, diagnostics.at(-1)?.message]).toEqual([
      1,
      'no rollout of `shop` applies to this release',
    ]);
    expect(driver.told).toEqual([]);
  });
});
