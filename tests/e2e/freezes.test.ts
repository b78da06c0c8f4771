/** The freezes and limits of `examples/freezes` by the built command, on a store in a file. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandRun, runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { examples, verdicts } from './support/release-gate.ts';

const blackFriday = ['--version', 'v1.2.3', '--env', 'prod', '--at', '2026-11-27T12:00-05:00'];

async function shop(): Promise<(...args: readonly string[]) => Promise<CommandRun>> {
  const policy = await readFile(join(examples, 'freezes/sentinel.yaml'), 'utf8');
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  return (...args) => runSentinel(args, { cwd, env: { TZ: 'Asia/Tokyo' } });
}

describe('a release on Black Friday', () => {
  it('is blocked, and says until when on the clocks of the policy and of the user', async () => {
    const sentinel = await shop();
    const run = await sentinel('plan', ...blackFriday, '--source', 'ci');
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(
      'frozen until Tue 1 Dec 00:00 New York (in 3 d 12 h): peak trading [Tue 1 Dec 14:00 here]',
    );
    expect(run.lastLine).toBe(
      'Blocked: 1 of 7 rules does not pass: black-friday; the next free slot is Tue 1 Dec 00:00 New York (in 3 d 12 h); 1 does not apply.',
    );
  });

  it('tells programs the same', async () => {
    const sentinel = await shop();
    const run = await sentinel('check', ...blackFriday, '--source', 'ci', '--format', 'json');
    expect(run.json()).toMatchObject({
      decision: 'blocked',
      nextFree: '2026-12-01T05:00:00Z',
      rules: [
        { name: 'version', verdict: 'pass' },
        { kind: 'freeze', name: 'black-friday', verdict: 'fail', until: '2026-12-01T05:00:00Z' },
        { name: 'weekends', verdict: 'pass' },
        { name: 'nights', verdict: 'pass' },
        { name: 'holidays', verdict: 'pass' },
        { name: 'month-end', verdict: 'pass' },
        { name: 'friday-promotions', verdict: 'skipped' },
        {
          kind: 'limit',
          name: 'deploys',
          verdict: 'pass',
          left: [
            { count: 1, perMs: 60_000, left: 1 },
            { count: 3, perMs: 3_600_000, left: 3 },
          ],
        },
      ],
    });
  });

  it('may ship in an emergency, which is counted', async () => {
    const sentinel = await shop();
    const run = await sentinel('check', ...blackFriday, '--source', 'emergency');
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('exempt: release.source == "emergency"');
    expect(run.lastLine).toContain('1 exemption used');
  });

  it('may ship right after', async () => {
    const sentinel = await shop();
    const at = ['--version', 'v1.2.3', '--env', 'prod', '--at'];
    expect((await sentinel('check', ...at, '2026-11-30T23:59:59-05:00')).exitCode).toBe(1);
    expect((await sentinel('check', ...at, '2026-12-01T00:00-05:00')).exitCode).toBe(0);
  });
});

it('a night is over where the policy says, holidays and month ends too', async () => {
  const sentinel = await shop();
  const at = async (instant: string) =>
    verdicts(
      await sentinel('check', '--version', 'v1', '--env', 'prod', '--at', instant, '--format', 'json'),
    );
  expect(await at('2027-01-13T05:59+01:00')).toMatchObject({ nights: 'fail', holidays: 'pass' });
  expect(await at('2027-01-13T06:00+01:00')).toMatchObject({ nights: 'pass', 'month-end': 'pass' });
  expect(await at('2027-07-05T12:00-04:00')).toMatchObject({ holidays: 'fail' });
  expect(await at('2027-03-31T12:00+02:00')).toMatchObject({ 'month-end': 'fail' });
});

it('a limit counts what was applied, and nothing else', async () => {
  const sentinel = await shop();
  const release = ['--version', 'v1.2.3', '--env', 'dev'];
  expect((await sentinel('plan', ...release)).exitCode).toBe(0);
  expect((await sentinel('apply', '--auto-approve', ...release)).exitCode).toBe(0);
  const again = await sentinel('apply', '--auto-approve', ...release);
  expect(again.exitCode).toBe(1);
  expect(again.stdout).toMatch(/1 per 1m is used up; the next is admitted \S+Z \(in \d+(?:\.\d+)? s\)/u);
  expect(again.stdout).toContain('0 left of 1 per 1m, 2 left of 3 per 1h');
  const explained = await sentinel('explain', 'deploys', '--env', 'dev');
  expect(explained.stdout).toContain('3 per 1h: 1 used, 2 left');
});

it('explains when a freeze holds and what would turn it', async () => {
  const sentinel = await shop();
  const run = await sentinel(
    'explain',
    'black-friday',
    ...blackFriday.slice(2),
    '--source',
    'ci',
    '--why-not',
  );
  expect(run.stdout).toContain(
    'from Fri 27 Nov 2026 00:00 until Tue 1 Dec 2026 00:00, on the clocks of America/New_York',
  );
  expect(run.stdout).toContain('it is 2026-12-01T05:00:00Z: then it lifts by itself');
});

it('of a policy that is not trusted nothing is opened, so its limits stop', async () => {
  const sentinel = await shop();
  const run = await sentinel(
    'plan',
    '--untrusted',
    '--version',
    'v1.2.3',
    '--env',
    'dev',
    '--format',
    'json',
  );
  expect(run.exitCode).toBe(1);
  expect(verdicts(run)).toMatchObject({ deploys: 'fail' });
});
