/** What `apply` asks of the store, and what it leaves in it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  apply,
  check,
  freeze,
  type Host,
  plan,
  type RunEvent,
  type RunReport,
} from '../../../src/app/index.ts';
import type { AuditEntry } from '../../../src/plan/audit.ts';
import { temporaryFolder, writeFiles } from '../../support/folder.ts';
import { requestWith } from '../../support/host.ts';
import { dev, policy, prod, project } from '../../support/project.ts';
import { refusedWith } from '../../support/refusal.ts';
import { auditOf } from '../../support/store.ts';

const yes = { shadow: false, confirm: () => Promise.resolve(true) };
const hourly = `${policy}limits: { hourly: { at_most: 1 per 1h, by: [env] } }\n`;
const frozen = `${policy}freezes:
  peak:
    from: 2026-11-24T00:00
    until: 2026-11-25T00:00
    timezone: UTC
    except: release.source == "emergency"
`;

/** The same machine with another clock on its wall. */
function withTime(host: Host, now: () => number): Host {
  const { clock } = host;
  return {
    ...host,
    clock: {
      now,
      monotonic: () => clock.monotonic(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
    },
  };
}

function brief(entries: readonly AuditEntry[]) {
  return entries.map(({ type, reasonCode, to }) =>
    [type, reasonCode, to].filter((part) => typeof part === 'string').join(' '),
  );
}

function codesOf({ diagnostics }: RunReport): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

describe('the audit of a run', () => {
  test('says who, what, why, by which policy and on which facts', async () => {
    const { cwd, host } = await project({}, { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ada' });
    const { policy: judged } = await apply({ ...requestWith(dev), ...yes }, host);
    const [decision, step, ...rest] = await auditOf(cwd);
    expect(rest).toEqual([]);
    expect(decision).toMatchObject({
      seq: 1,
      at: host.clock.now(),
      type: 'decision',
      actor: { name: 'ada', verified: false },
      policy: 'shop',
      digest: judged.digest,
      subject: { env: 'dev', version: 'v1.2.3', source: 'ci' },
      to: 'safe',
      why: expect.stringMatching(/^Safe: /u),
      reasonCode: 'started',
      data: {
        outcome: 'started',
        facts: { 'ready.exists': true, 'settings.owner': 'nobody', 'release.version': 'v1.2.3' },
        rules: [
          { kind: 'gate', name: 'ready', verdict: 'pass' },
          { kind: 'gate', name: 'ticket', verdict: 'skipped' },
        ],
      },
    });
    expect(step).toMatchObject({
      type: 'step',
      subject: { step: 'log', env: 'dev' },
      to: 'done',
      data: { phase: 'after', kind: 'command', run: decision?.data?.['run'] },
    });
  });

  test.each([
    ['blocked by a gate', prod, {}, 'decision gate_fail critical'],
    ['not confirmed', dev, { confirm: () => Promise.resolve(false) }, 'decision not_confirmed safe'],
    ['in shadow', dev, { shadow: true }, 'decision shadow safe'],
  ])('is kept for one that was not started: %s', async (_, release, parts, entry) => {
    const { cwd, host, log } = await project();
    await apply({ ...requestWith(release), ...yes, ...parts }, host);
    expect(brief(await auditOf(cwd))).toEqual([entry]);
    expect(await log()).toBe('');
  });

  test('is not written by `plan` and `check`, which leave nothing behind', async () => {
    const { cwd, host } = await project({ 'sentinel.yaml': hourly });
    expect(await plan(requestWith(dev), host)).toMatchObject({
      exitCode: 0,
      store: { place: '.sentinel/state.db', caveats: [] },
    });
    await apply({ ...requestWith(dev), ...yes }, host);
    const entries = await auditOf(cwd);
    expect(await check(requestWith(dev), host)).toMatchObject({
      exitCode: 1,
      store: { createdAt: host.clock.now() },
    });
    expect(await auditOf(cwd)).toEqual(entries);
  });

  test('holds no secret, wherever it comes from', async () => {
    const text = policy
      .replace('inputs:', 'secrets: { token: { env: TOKEN } }\ninputs:')
      .replace('echo "$1" >> log.txt', 'echo "$TOKEN leaks"; exit 1');
    const { cwd, host } = await project(
      { 'sentinel.yaml': text, 'ready.txt': 'hunter2-hunter2' },
      { TOKEN: 'hunter2-hunter2', OWNER: 'hunter2-hunter2' },
    );
    await apply({ ...requestWith(dev), ...yes }, host);
    const [decision] = await auditOf(cwd);
    expect(decision).toMatchObject({ data: { facts: { 'settings.owner': '‹secret token›' } } });
    expect(JSON.stringify(await auditOf(cwd))).not.toContain('hunter2');
  });

  test('a store that is lost stops the run, and nothing is done', async () => {
    const { cwd, host, log } = await project();
    await writeFiles(cwd, { '.sentinel/state.db': 'this is no store\n'.repeat(100) });
    const report = await apply({ ...requestWith(dev), ...yes }, host);
    expect(report).toMatchObject({ exitCode: 1, steps: [{ result: 'would-run' }] });
    expect(codesOf(report)).toEqual(['SEN2402']);
    expect(await log()).toBe('');
    const glass = { breakGlass: 'the shop is down and this is the repair' };
    expect(await apply({ ...requestWith(dev), ...yes, ...glass }, host)).toMatchObject({ exitCode: 1 });
    expect(await log()).toBe('');
  });

  test('a clock that is wrong by hours stops it too', async () => {
    const { cwd, host, log } = await project();
    await apply({ ...requestWith(dev), ...yes, confirm: () => Promise.resolve(false) }, host);
    const late = withTime(host, () => host.clock.now() - 7_200_000);
    const report = await apply({ ...requestWith(dev), ...yes }, late);
    expect(report).toMatchObject({ exitCode: 1 });
    expect(codesOf(report)).toEqual(['SEN2406']);
    expect(brief(await auditOf(cwd)).at(-1)).toBe('decision failed safe');
    expect(await log()).toBe('');
  });
});

describe('limits', () => {
  test('are consumed with the record of the start, once', async () => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': hourly });
    expect(await apply({ ...requestWith(dev), ...yes }, host)).toMatchObject({ exitCode: 0 });
    const second = await apply({ ...requestWith(dev), ...yes }, host);
    expect(second).toMatchObject({ exitCode: 1, decision: { decision: 'blocked' } });
    const rule = second.decision.rules.find(({ kind }) => kind === 'limit');
    expect(rule).toMatchObject({ verdict: 'fail', until: host.clock.now() + 3_600_000 });
    expect(await log()).toBe('v1.2.3\n');
    expect(brief(await auditOf(cwd))).toEqual([
      'decision started safe',
      'admission admitted',
      'step done done',
      'decision limit blocked',
    ]);
  });

  test('are consumed by nothing that is refused, in shadow or only planned', async () => {
    const { host } = await project({ 'sentinel.yaml': hourly });
    await apply({ ...requestWith(dev), ...yes, confirm: () => Promise.resolve(false) }, host);
    await apply({ ...requestWith(dev), ...yes, shadow: true }, host);
    await plan(requestWith(dev), host);
    expect(await apply({ ...requestWith(dev), ...yes }, host)).toMatchObject({ exitCode: 0 });
  });

  test('stay consumed where a step fails', async () => {
    const { host } = await project({ 'sentinel.yaml': hourly.replace('>> log.txt', '; exit 7') });
    expect(await apply({ ...requestWith(dev), ...yes }, host)).toMatchObject({ exitCode: 1 });
    const again = await apply({ ...requestWith(dev), ...yes }, host);
    expect(again).toMatchObject({ decision: { decision: 'blocked' } });
  });

  test('let one of several starts through that race for the last admission', async () => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': hourly });
    let waiting = 0;
    const all = Promise.withResolvers<boolean>();
    // Everyone has seen that there is room, before anyone goes on.
    const confirm = () => {
      if (++waiting === 5) all.resolve(true);
      return all.promise;
    };
    const reports = await Promise.all(
      [1, 2, 3, 4, 5].map(() => apply({ ...requestWith(dev), ...yes, confirm }, host)),
    );
    expect(reports.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1);
    expect(await log()).toBe('v1.2.3\n');
    expect(brief(await auditOf(cwd)).filter((entry) => entry.startsWith('admission'))).toHaveLength(1);
  });

  test('in CI a new store is refused before anything is judged', async () => {
    const { host } = await project({ 'sentinel.yaml': hourly }, { CI: 'true' });
    expect(await refusedWith(apply({ ...requestWith(dev), ...yes }, host))).toMatchObject([
      { code: 'SEN2403' },
    ]);
    expect(await refusedWith(check(requestWith(dev), host))).toMatchObject([{ code: 'SEN2403' }]);
    const ephemeral = { ...requestWith({ ...dev, ephemeralStore: true }), ...yes };
    expect(await apply(ephemeral, host)).toMatchObject({ exitCode: 0 });
  });
});

describe('freezes', () => {
  test('one that begins between the judgement and the start stops it', async () => {
    const text =
      policy + 'freezes: { noon: { from: 2026-11-24T12:00, until: 2026-11-24T13:00, timezone: UTC } }\n';
    const { cwd, host, log } = await project({ 'sentinel.yaml': text });
    let now = Date.parse('2026-11-24T12:00:00Z') - 2;
    // Time passes with each judgement: noon comes right after the second.
    const listener = ({ type }: RunEvent) => {
      if (type === 'decision') now += 1;
    };
    const report = await apply(
      { ...requestWith({ ...dev, listener }), ...yes },
      withTime(host, () => now),
    );
    expect(report).toMatchObject({ exitCode: 1, decision: { decision: 'blocked' } });
    expect(await log()).toBe('');
    expect(brief(await auditOf(cwd)).at(-1)).toBe('decision freeze blocked');
  });

  test('a start that the store refuses again and again is given up, and consumes nothing', async () => {
    const hours = [12, 13, 14].map(
      (hour) =>
        `  at-${hour}: { from: 2026-11-24T${hour}:00, until: 2026-11-24T${hour}:01, timezone: UTC }\n`,
    );
    const { cwd, host, log } = await project({ 'sentinel.yaml': `${hourly}freezes:\n${hours.join('')}` });
    let now = Date.parse('2026-11-24T11:30:00Z');
    // Each judgement falls between two freezes, and each start on the beginning of one.
    const listener = (event: RunEvent) => {
      if (event.type === 'decision' && event.pass === 'act') now += 1_800_000;
      if (event.type === 'pass.started' && now % 3_600_000 === 0) now += 1_800_000;
    };
    const report = await apply(
      { ...requestWith({ ...dev, listener }), ...yes },
      withTime(host, () => now),
    );
    expect(report).toMatchObject({ exitCode: 1, decision: { decision: 'safe' } });
    expect(codesOf(report)).toContain('SEN2407');
    expect(await log()).toBe('');
    expect(brief(await auditOf(cwd))).toEqual(['decision failed safe']);
  });

  test('an exemption is audited as an override, with who used it', async () => {
    const { cwd, host } = await project({ 'sentinel.yaml': frozen });
    const release = { ...dev.release, source: 'emergency', actor: 'ann' };
    expect(await apply({ ...requestWith({ release }), ...yes }, host)).toMatchObject({ exitCode: 0 });
    expect((await auditOf(cwd))[1]).toMatchObject({
      type: 'override',
      actor: { name: 'ann', verified: false },
      subject: { freeze: 'peak' },
      from: 'fail',
      to: 'overridden',
      why: 'except: release.source == "emergency"',
      reasonCode: 'except',
    });
  });

  test('the operator decides whose exemptions count', async () => {
    const { host } = await project({ 'sentinel.yaml': frozen });
    const operator = await temporaryFolder({ 'c.yaml': 'exempt_sources: [oncall]\n' });
    const release = { ...dev.release, source: 'emergency' };
    const report = await apply(
      { ...requestWith({ release, config: join(operator, 'c.yaml') }), ...yes },
      host,
    );
    expect(report).toMatchObject({ exitCode: 1, decision: { decision: 'blocked' } });
  });

  test('a stop by hand holds for a policy without limits too', async () => {
    const { host } = await project();
    expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 0 });
    await freeze({ until: '2h', reason: 'the database is down' }, host);
    expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 1 });
    expect(await apply({ ...requestWith(dev), ...yes }, host)).toMatchObject({ exitCode: 1 });
    await host.clock.run(host.clock.sleep(7_200_000));
    expect(await check(requestWith(dev), host)).toMatchObject({ exitCode: 0 });
  });
});

describe('broken glass', () => {
  const reason = 'the shop is down and this is the repair';
  const broken = { ...yes, breakGlass: reason };

  test('goes over a freeze, loudly, and is audited before anything is done', async () => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': frozen });
    const release = { ...dev.release, actor: 'ann' };
    const report = await apply({ ...requestWith({ release }), ...broken }, host);
    expect(report).toMatchObject({ exitCode: 0, decision: { summary: expect.stringContaining(reason) } });
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'SEN2409', help: expect.stringContaining('ann, who is not verified') }),
    );
    expect(await log()).toBe('v1.2.3\n');
    const [decision, override] = await auditOf(cwd);
    expect(decision).toMatchObject({ data: { breakGlass: { reason, until: host.clock.now() + 3_600_000 } } });
    expect(override).toMatchObject({
      type: 'override',
      actor: { name: 'ann' },
      subject: { freeze: 'peak' },
      from: 'fail',
      why: reason,
      reasonCode: 'break_glass',
    });
  });

  test('goes over a limit, which is recorded', async () => {
    const { cwd, host } = await project({ 'sentinel.yaml': hourly });
    await apply({ ...requestWith(dev), ...yes }, host);
    expect(await apply({ ...requestWith(dev), ...broken }, host)).toMatchObject({ exitCode: 0 });
    expect(brief(await auditOf(cwd))).toEqual([
      'decision started safe',
      'admission admitted',
      'step done done',
      'decision started safe',
      'override break_glass overridden',
      'admission over_limit',
      'step done done',
    ]);
  });

  test('consumes the limits that have room', async () => {
    const text = `${policy}limits:
  hourly: { at_most: 1 per 1h }
  daily: { at_most: 2 per 1d }
`;
    const { cwd, host } = await project({ 'sentinel.yaml': text });
    await apply({ ...requestWith(dev), ...yes }, host);
    await apply({ ...requestWith(dev), ...broken }, host);
    const admissions = (await auditOf(cwd)).filter(({ type }) => type === 'admission');
    expect(admissions.map(({ reasonCode }) => reasonCode)).toEqual([
      'admitted',
      'admitted',
      'over_limit',
      'admitted',
    ]);
    const later = await check(requestWith(dev), host);
    expect(later.decision.rules.flatMap(({ left = [] }) => left.map((rate) => rate.left))).toEqual([0, 0]);
  });

  test('never goes over what is known to be wrong', async () => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': frozen });
    await rm(join(cwd, 'ready.txt'));
    expect(await apply({ ...requestWith(dev), ...broken }, host)).toMatchObject({ exitCode: 1 });
    expect(await log()).toBe('');
  });

  test('is over after an hour', async () => {
    const { host, log } = await project({ 'sentinel.yaml': frozen });
    const confirm = async () => {
      await host.clock.run(host.clock.sleep(3_600_000));
      return true;
    };
    expect(await apply({ ...requestWith(dev), ...broken, confirm }, host)).toMatchObject({ exitCode: 1 });
    expect(await log()).toBe('');
  });

  test('needs a reason that says something', async () => {
    const { host } = await project();
    const breakGlass = `${' '.repeat(30)}because`;
    expect(await refusedWith(apply({ ...requestWith(dev), ...yes, breakGlass }, host))).toMatchObject([
      { code: 'SEN2001', message: 'the reason has 7 characters, and broken glass needs 20 or more' },
    ]);
  });
});
