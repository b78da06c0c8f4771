/** `simulate` on what was recorded, by the built command: a real Prometheus, and the audit of a store. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { type Daemon, describeWithDaemon, startPrometheus } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { skipUnlessProving } from '../support/tier.ts';

const MINUTE = 60_000;
const MINUTES = 60;

const policy = `sentinel: 1
policy: shop
settings: { prometheus: { env: PROMETHEUS_URL } }
probes:
  disk: { disk: { path: / } }
  errors: { prometheus: { url: "\${settings.prometheus}", query: 'errors{track="\${track}"}', unit: ratio } }
gates:
  disk: { require: disk.used <= 100% }
  calm: { require: errors < 1%, over: 5m, every: 1m }
rollouts:
  main:
    traffic: { router: { listen: "127.0.0.1:0", admin: "127.0.0.1:0", slots: { blue: "http://127.0.0.1:1", green: "http://127.0.0.1:2" } } }
    tracks: { canary: new, stable: old }
    identity: release.version is vsemver
    stages: [{ weight: 10%, hold: 10m }, { weight: 100%, hold: 10m }]
    checks: { every: 1m, require: canary.errors < 1% }
`;

interface Simulation {
  readonly releases: readonly {
    readonly rollout?: { readonly until: string; readonly weights: readonly { readonly weight: number }[] };
  }[];
}

/** An hour, in which the new version fails from its fifteenth minute to its twenty-fifth, and the old one at the end. */
function history(begins: number): string {
  const sample = (track: string, minute: number, isBad: boolean): string =>
    `errors{track="${track}"} ${isBad ? 0.05 : 0.001} ${begins / 1000 + minute * 60}\n`;
  const minutes = Array.from({ length: MINUTES + 1 }, (_, minute) => minute);
  return [
    '# TYPE errors gauge\n',
    ...minutes.map((minute) => sample('new', minute, minute >= 15 && minute < 25)),
    ...minutes.map((minute) => sample('old', minute, minute >= 50)),
  ].join('');
}

describeWithDaemon(['prometheus', 'promtool'], 'recorded facts', () => {
  const begins = Math.floor(Date.now() / MINUTE) * MINUTE - MINUTES * MINUTE;
  const minute = (count: number): string =>
    `${new Date(begins + count * MINUTE).toISOString().slice(0, 19)}Z`;
  let daemon: Daemon | undefined;
  afterAll(async () => daemon?.stop());

  it.skipIf(skipUnlessProving)('play a rollout as it would have gone', async () => {
    daemon = await startPrometheus(history(begins));
    const { url } = daemon;
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const simulate = async (...args: readonly string[]): Promise<Simulation> => {
      const run = await runSentinel(
        ['simulate', '--facts', 'recorded', '--version', 'v1.0.0', '--format', 'json', ...args],
        { cwd, env: { PROMETHEUS_URL: url } },
      );
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      return run.json() as Simulation;
    };
    // The old version's last five minutes are asked before, though nothing was asked to be simulated then.
    const [bad] = (await simulate('--since', minute(8))).releases;
    expect(bad).toMatchObject({ decision: 'safe', stoppedBy: [], rollout: { phase: 'rolled_back' } });
    expect(bad?.rollout?.weights.map(({ weight }) => weight)).toEqual([0, 10, 0]);
    const back = Date.parse(bad?.rollout?.until ?? '') - begins;
    expect(back / MINUTE).toBeGreaterThanOrEqual(15);
    expect(back / MINUTE).toBeLessThanOrEqual(17);

    const { releases } = await simulate('--since', minute(28), '--every', '25m', '--until', minute(60));
    expect(releases).toMatchObject([
      { decision: 'safe', rollout: { phase: 'completed' } },
      { decision: 'blocked', stoppedBy: ['calm'] },
    ]);
  });
});

it.skipIf(skipUnlessProving)('plays a release on what the audit remembers', async () => {
  const file = `sentinel: 1
policy: shop
probes: { room: { file: { path: room.txt } } }
gates: { room: { require: room.exists } }
`;
  const cwd = await temporaryFolder({ 'sentinel.yaml': file, 'room.txt': '' });
  const sentinel = (...args: readonly string[]) => runSentinel(args, { cwd });
  expect((await sentinel('apply', '--version', 'v1.0.0', '--auto-approve')).exitCode).toBe(0);
  const strict = join(cwd, 'strict.yaml');
  await writeFile(strict, file.replace('room.exists', 'not room.exists'));
  const flags = '--facts audit --since 1h --version v1.0.0 --every 1m --until 2h --format json'.split(' ');
  const simulate = async (policyFile: string) => {
    const run = await sentinel('simulate', '--policy', policyFile, ...flags);
    return run.json() as { readonly releases: readonly { readonly decision: string }[] };
  };
  // Before the first decision nothing was known; what it rested upon holds from then on.
  for (const [policyFile, then] of [
    ['sentinel.yaml', 'safe'],
    [strict, 'blocked'],
  ] as const) {
    const { releases } = await simulate(policyFile);
    expect(releases.at(0)?.decision).toBe('blocked');
    expect(releases.at(-1)?.decision).toBe(then);
  }
});
