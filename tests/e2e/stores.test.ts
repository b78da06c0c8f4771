/** Limits, stops and the audit by the built command, on every kind of store. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { runs } from '../support/tier.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectSchema } from '../support/schema.ts';
import { openStore, type StorePlace, stores } from '../support/state-stores.ts';
import { auditOf } from '../support/store.ts';

const policy = `sentinel: 1
policy: shop
gates: { version: { require: release.version is vsemver } }
limits: { hourly: { at_most: 1 per 1h } }
`;
const release = ['--version', 'v1.2.3'];
const apply = ['apply', '--auto-approve', ...release];

// The file in every run, the server with the full counts.
describe.each(stores.slice(0, runs(1, stores.length)))('$name', ({ name, programs, start }) => {
  describeWithDaemon(programs, name, () => {
    let place: StorePlace;
    beforeAll(async () => {
      place = await start();
    }, 120_000);
    afterAll(() => place.stop());

    /** A policy, and a store of its own. */
    async function project(text = policy) {
      const cwd = await temporaryFolder({ 'sentinel.yaml': text });
      const address = await place.fresh();
      await (await openStore(address, { create: true })).close();
      const url = address.startsWith('postgres:') ? address : `sqlite:${address}`;
      const run = (...args: readonly string[]) =>
        runSentinel(args, { cwd, env: { SENTINEL_STORE: url, GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ann' } });
      return { cwd, address, run };
    }

    test('of starts that race for the last admission exactly one wins', async () => {
      const { address, run } = await project();
      const runs = await Promise.all([1, 2, 3, 4].map(() => run(...apply)));
      expect(runs.map(({ exitCode }) => exitCode).toSorted((a, b) => (a ?? 9) - (b ?? 9))).toEqual([
        0, 1, 1, 1,
      ]);
      for (const { exitCode, lastLine } of runs)
        expect(lastLine).toMatch(exitCode === 0 ? /^Safe: /u : /^Blocked: .*hourly/u);
      const entries = await auditOf(address);
      expect(entries.filter(({ type }) => type === 'admission')).toHaveLength(1);
      expect(entries.filter(({ type }) => type === 'decision')).toHaveLength(4);
    });

    test('of runs that apply one saved plan at once exactly one acts', async () => {
      const text = `${policy.replace('1 per 1h', '9 per 1h')}after: [{ name: log, command: { run: [sh, -c, 'echo done >> log.txt'] } }]\n`;
      const { cwd, address, run } = await project(text);
      await run('plan', ...release, '--save', 'release.plan');
      const runs = await Promise.all([1, 2, 3].map(() => run('apply', '--auto-approve', 'release.plan')));
      expect(runs.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1);
      expect(await readFile(join(cwd, 'log.txt'), 'utf8')).toBe('done\n');
      expect((await auditOf(address)).filter(({ type }) => type === 'plan.used')).toHaveLength(1);
    });

    test('a stop by hand holds at once, and is lifted', async () => {
      const { address, run } = await project();
      const frozen = await run('freeze', '--until', '2h', '--reason', 'peering is down', '--format', 'json');
      expect(frozen.exitCode).toBe(0);
      expectSchema('incident', frozen.json());
      const stopped = await run('check', ...release);
      expect([stopped.exitCode, stopped.stdout]).toEqual([1, expect.stringContaining('peering is down')]);
      const lifted = await run('unfreeze', '--reason', 'peering is back');
      expect([lifted.exitCode, lifted.stdout]).toEqual([0, expect.stringContaining('✓ lifted')]);
      expect((await run('check', ...release)).exitCode).toBe(0);
      expect((await auditOf(address)).map(({ type, actor }) => [type, actor.name])).toEqual([
        ['freeze.opened', 'ann'],
        ['freeze.closed', 'ann'],
      ]);
    });

    test('the glass is broken loudly, in every form', async () => {
      const { address, run } = await project();
      await run(...apply);
      const reason = 'checkout is down, OPS-931';
      const broken = await run(...apply, '--break-glass', '--reason', reason, '--format', 'json');
      expect(broken.exitCode).toBe(0);
      expect(broken.stderr).toContain('SEN2409');
      expectSchema('decision', broken.json());
      expect(broken.json()).toMatchObject({
        summary: expect.stringContaining(reason),
        diagnostics: [{ code: 'SEN2409', severity: 'warning' }],
      });
      expect((await auditOf(address)).map(({ type }) => type)).toEqual([
        'decision',
        'admission',
        'decision',
        'override',
        'admission',
      ]);
    });

    test('the plan says which store it asked', async () => {
      const { run } = await project();
      const plan = await run('plan', ...release);
      expect(plan.stdout).toMatch(/^Store\n {2}\S+ \(\w+, SENTINEL_STORE\), created /mu);
    });
  });
});

describe('where no store is named', () => {
  test('the first apply creates one that git does not see, and says so', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const git = (...args: readonly string[]) => promisify(execFile)('git', args, { cwd });
    await git('init', '--quiet');
    expect((await runSentinel(['plan', ...release], { cwd })).stderr).not.toContain('SEN2404');
    const run = await runSentinel(apply, { cwd });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('created the store `.sentinel/state.db`');
    expect((await git('status', '--short')).stdout).toBe('?? sentinel.yaml\n');
    expect((await runSentinel(apply, { cwd })).stderr).not.toContain('SEN2404');
  });

  test('in CI a policy with limits is refused', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const run = await runSentinel(apply, { cwd, env: { CI: 'true' } });
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining('SENTINEL_STORE')]);
    expect((await runSentinel([...apply, '--ephemeral-store'], { cwd, env: { CI: 'true' } })).exitCode).toBe(
      0,
    );
  });

  test('a password is never shown', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const store = 'postgres://ann:swordfish@127.0.0.1:1/shop';
    for (const format of ['text', 'json']) {
      const run = await runSentinel([...apply, '--store', store, '--format', format], { cwd });
      expect(run.exitCode).toBe(1);
      expect(run.stdout + run.stderr).not.toContain('swordfish');
      expect(run.stderr).toContain('the store is lost: postgres://ann@127.0.0.1:1/shop');
    }
  });

  test.each([
    [['--break-glass'], '`--break-glass` needs a reason'],
    [['--reason', 'because'], '`--reason` stands with `--break-glass`'],
    [['--break-glass', '--reason', 'because'], 'the reason has 7 characters'],
  ])('%j is refused', async (args, message) => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const run = await runSentinel([...apply, ...args], { cwd });
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
