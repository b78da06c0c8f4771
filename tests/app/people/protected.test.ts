/** Protected environments: nothing that a release says of itself counts there unless it is proved. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apply, check, type ContextRequest, plan, type RunReport } from '../../../src/app/index.ts';
import { auditOf } from '../../support/store.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn, requestWith, type TestHost } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

const operator = `protected: [prod*]
actors:
  deployer: { tokens: ["sha256:${digest('token of deployer')}"], source: ci, scope: { workload: [cart, shop] } }
  ann: { tokens: ["sha256:${digest('token of ann')}"], source: [desk, emergency] }
  bob: { tokens: ["sha256:${digest('token of bob')}"] }
`;

const policy = `sentinel: 1
policy: shop
environments: [dev, prod-eu]
gates:
  actor: { require: 'release.actor != "nobody"' }
  source: { require: release.source == "ci" }
  workload: { require: release.workload == "cart" }
`;

interface Place {
  readonly host: TestHost;
  readonly config: string;
}

async function place(text = policy): Promise<Place> {
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': text }));
  const config = join(await temporaryFolder({ 'c.yaml': operator }), 'c.yaml');
  return { host, config };
}

type Env = Readonly<Record<string, string>>;

const version = 'v1.2.3';
const yes = { shadow: false, confirm: () => Promise.resolve(true) };

const asked = (env: Env = {}, token?: string) => ({
  ...env,
  ...(token !== undefined && { SENTINEL_TOKEN: token }),
});

async function checked(
  { host, config }: Place,
  release: ContextRequest['release'],
  env: Env = {},
): Promise<RunReport> {
  const request = requestWith({ release: { version, ...release }, config });
  return check(request, { ...host, env: { ...host.env, ...env } });
}

const verdicts = ({ decision }: RunReport) =>
  Object.fromEntries(decision.rules.map(({ name, verdict }) => [name, verdict]));

const reasons = ({ decision }: RunReport) =>
  decision.rules.flatMap((rule) => rule.reasons.map(({ text }) => text)).join('\n');

const prod = { env: 'prod-eu' };

describe('in a protected environment', () => {
  test('a name that is typed, or that a CI system gives, is unknown; it says what to do', async () => {
    const here = await place();
    const typed = { ...prod, actor: 'deployer', source: 'ci', workload: 'cart' };
    const ci = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'deployer' };
    for (const report of [await checked(here, typed), await checked(here, typed, ci)]) {
      expect(report.exitCode).not.toBe(0);
      expect(verdicts(report)).toEqual({ actor: 'unknown', source: 'unknown', workload: 'unknown' });
      expect(reasons(report)).toContain('`prod-eu` is protected, and `SENTINEL_TOKEN` is not set');
    }
    expect(verdicts(await checked(here, { ...typed, env: 'dev' }))).toEqual({
      actor: 'pass',
      source: 'pass',
      workload: 'pass',
    });
  });

  test('counts what the operator says of whoever is proved', async () => {
    const here = await place();
    const env = asked({}, 'token of deployer');
    const report = await checked(here, { ...prod, workload: 'cart' }, env);
    expect(report).toMatchObject({ exitCode: 0, diagnostics: [] });
    expect(report.release).toContainEqual({ name: 'actor', value: 'deployer', from: 'SENTINEL_TOKEN' });
    expect(report.release).toContainEqual({ name: 'source', value: 'ci', from: 'source of deployer' });
    const ci = await checked(here, prod, { ...asked({}, 'token of bob'), GITHUB_ACTIONS: 'true' });
    expect(reasons(ci)).toContain('the operator lists no source of bob');
    // Another name, and another source, are not theirs to choose.
    const other = await checked(here, { ...prod, actor: 'ann', source: 'desk', workload: 'pay' }, env);
    expect(other.release).toContainEqual({ name: 'actor', value: 'deployer', from: 'SENTINEL_TOKEN' });
    expect(verdicts(other)).toEqual({ actor: 'pass', source: 'unknown', workload: 'unknown' });
    expect(reasons(other)).toContain('the operator lists no source `desk` of deployer');
    expect(reasons(other)).toContain('the operator lists no workload `pay` of deployer');
  });

  test.each<[string, ContextRequest['release'], string]>([
    ['token of ann', {}, 'ann releases from desk, emergency: say from which with `--source`'],
    ['token of ann', { source: 'ci' }, 'the operator lists no source `ci` of ann'],
    ['token of bob', {}, 'the operator lists no source of bob'],
    ['guessed', {}, '`SENTINEL_TOKEN` proves nobody: it fits none of `actors`'],
  ])('with the %s and %j the source is unknown', async (token, release, why) => {
    const report = await checked(await place(), { ...prod, ...release }, asked({}, token));
    expect(verdicts(report)).toMatchObject({ source: 'unknown' });
    expect(reasons(report)).toContain(why);
  });

  test('what a name does not show may be protected: in capitals, or where there is none', async () => {
    const shouted = await place(policy.replace('prod-eu', 'PROD'));
    expect(verdicts(await checked(shouted, { env: 'PROD', source: 'ci' }))).toMatchObject({
      source: 'unknown',
    });
    const nowhere = await place(policy.replace('environments: [dev, prod-eu]\n', ''));
    const report = await checked(nowhere, { source: 'ci' });
    expect(verdicts(report)).toMatchObject({ source: 'unknown' });
    expect(reasons(report)).toContain('without an environment it may go to one that is protected');
  });

  test('nobody is proved for an untrusted policy', async () => {
    const { host, config } = await place();
    const request = requestWith({ release: { version, ...prod }, config, untrusted: true });
    const report = await plan(request, { ...host, env: asked({}, 'token of deployer') });
    expect(verdicts(report)).toMatchObject({ actor: 'unknown', source: 'unknown' });
  });

  test('a token that proves nobody is told, where the operator knows anybody', async () => {
    const here = await place();
    const report = await checked(here, { env: 'dev', source: 'ci', workload: 'cart' }, asked({}, 'guessed'));
    expect(report).toMatchObject({ diagnostics: [{ code: 'SEN2025', severity: 'warning' }] });
    const { config: _, ...alone } = here;
    const request = requestWith({ release: { version, env: 'dev' } });
    expect(await check(request, { ...alone.host, env: asked({}, 'guessed') })).toMatchObject({
      diagnostics: [],
    });
  });
});

const frozen = `sentinel: 1
policy: shop
environments: [prod]
freezes:
  peak:
    from: 2026-11-24T00:00
    until: 2026-11-25T00:00
    timezone: UTC
    except: release.source == "emergency"
`;

describe('what is applied to a protected environment', () => {
  async function applied(
    { host, config }: Place,
    token: string | undefined,
    parts: Partial<ContextRequest> & { readonly breakGlass?: string } = {},
  ): Promise<RunReport> {
    const request = requestWith({ release: { version, env: 'prod', ...parts.release }, config });
    const { release: _, ...rest } = parts;
    return apply({ ...request, ...yes, ...rest }, { ...host, env: asked({ HOME: host.cwd }, token) });
  }

  test('an exemption holds for a source that is proved', async () => {
    const here = await place(frozen);
    const release = { source: 'emergency' };
    expect(await applied(here, undefined, { release })).toMatchObject({ exitCode: 1 });
    expect(await applied(here, 'token of deployer', { release })).toMatchObject({ exitCode: 1 });
    expect(await applied(here, 'token of ann', { release })).toMatchObject({ exitCode: 0 });
    const log = await auditOf(here.host.cwd);
    expect(log.map(({ type, actor }) => [type, actor.name, actor.verified])).toContainEqual([
      'override',
      'ann',
      true,
    ]);
  });

  test('is not another release than was asked for', async () => {
    const here = await place(
      frozen.replace(/freezes:[^]*/u, 'gates: { g: { require: release.env == "prod" } }\n'),
    );
    const release = { workload: 'pay' };
    expect(await refusedWith(applied(here, 'token of deployer', { release }))).toMatchObject([
      {
        code: 'SEN2026',
        message:
          '`--workload pay` is not proved: `prod` is protected, and the operator lists no workload `pay` of deployer',
      },
    ]);
    expect(await applied(here, 'token of deployer', { release: { workload: 'cart' } })).toMatchObject({
      exitCode: 0,
    });
  });

  test('glass is broken by those who are known', async () => {
    const here = await place(frozen);
    const breakGlass = 'the shop is down and this is the repair';
    expect(await refusedWith(applied(here, undefined, { breakGlass }))).toMatchObject([{ code: 'SEN2026' }]);
    expect(await refusedWith(applied(here, 'guessed', { breakGlass }))).toMatchObject([{ code: 'SEN2026' }]);
    const report = await applied(here, 'token of bob', { breakGlass });
    expect(report).toMatchObject({ exitCode: 0 });
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'SEN2409',
        help: expect.stringContaining('audited for bob, who is verified') as string,
      }),
    );
  });

  test('by a saved plan: whoever applies it is who counts', async () => {
    const here = await place(
      frozen.replace(/freezes:[^]*/u, 'gates: { g: { require: release.source == "ci" } }\n'),
    );
    const file = join(here.host.cwd, 'a.plan');
    const save = requestWith({ release: { version, env: 'prod' }, config: here.config });
    const env = asked({ HOME: here.host.cwd }, 'token of deployer');
    await plan({ ...save, save: file }, { ...here.host, env });
    const request = { ...requestWith({ config: here.config }), ...yes, planFile: file };
    const by = (token?: string) =>
      apply(request, { ...here.host, env: asked({ HOME: here.host.cwd }, token) });
    expect(await by()).toMatchObject({ exitCode: 1 });
    expect(await by('token of ann')).toMatchObject({ exitCode: 1 });
    expect(await by('token of deployer')).toMatchObject({ exitCode: 0 });
  });

  test('a saved plan names nobody: who planned is not who applies', async () => {
    const here = await place(
      frozen
        .replace(/freezes:[^]*/u, 'gates: { g: { require: release.env == "dev" } }\n')
        .replace('[prod]', '[dev]'),
    );
    const file = join(here.host.cwd, 'a.plan');
    const host = { ...here.host, env: { HOME: here.host.cwd } };
    await plan({ ...requestWith({ release: { version, env: 'dev', actor: 'ann' } }), save: file }, host);
    const by = (actor: string) =>
      apply({ ...requestWith({ release: { actor } }), ...yes, planFile: file }, host);
    expect(await by('bob')).toMatchObject({ exitCode: 0 });
    const names = (await auditOf(host.cwd)).map(({ actor }) => actor.name);
    expect(new Set(names)).toEqual(new Set(['bob']));
  });
});
