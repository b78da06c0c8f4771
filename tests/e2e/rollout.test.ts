/** Canaries on a real HAProxy with the built command: good ones, a bad one, and one that is killed and taken up again. */
import { expect, it } from 'vitest';
import { type CommandRun, runSentinel, startSentinel } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { temporaryFolder } from '../support/folder.ts';
import { haproxyStand, type HaproxyStand, type Slot } from '../support/haproxy.ts';
import { httpServer } from '../support/server.ts';

interface Stage extends HaproxyStand {
  readonly cwd: string;
  /** Percent of the requests of a slot that fail, as the metrics tell. */
  readonly failing: Map<Slot, number>;
  readonly sentinel: (...args: readonly string[]) => Promise<CommandRun>;
  readonly release: (version: string, ...args: readonly string[]) => Promise<CommandRun>;
}

async function stage(): Promise<Stage> {
  const stand = await haproxyStand();
  const failing = new Map<Slot, number>();
  const metrics = await httpServer((_, response) => {
    const lines = (['blue', 'green'] as const).map(
      (slot) => `failing{slot="${slot}"} ${(failing.get(slot) ?? 0) / 100}\n`,
    );
    response.end(lines.join(''));
  });
  const cwd = await temporaryFolder({
    'sentinel.yaml': `sentinel: 1
policy: shop
environments: [prod]
probes:
  failing: { metrics: { url: ${metrics}, metric: failing, labels: { slot: "\${track}" }, unit: ratio } }
gates:
  well: { require: failing < 5% }
rollouts:
  main:
    traffic: { haproxy: { socket: ${stand.haproxy.socket}, backend: shop, slots: [blue, green] } }
    stages: [{ weight: 10%, hold: 300ms }, { weight: 50%, hold: 300ms }, { weight: 100%, hold: 300ms }]
    checks: { every: 100ms, require: canary.failing <= stable.failing + 1% }
`,
  });
  const sentinel = (...args: readonly string[]) => runSentinel(args, { cwd });
  const release = (version: string, ...args: readonly string[]) =>
    sentinel('apply', '--auto-approve', '--version', version, ...args);
  return { ...stand, cwd, failing, sentinel, release };
}

describeWithDaemon(['haproxy'], 'a canary on HAProxy', () => {
  it('completes, and so does the next on the other slot; the third goes back at half of the traffic', async () => {
    const { cwd, weights, failing, release } = await stage();
    const first = await release('v1');
    expect(first.lastLine).toBe('Safe: shop/main@prod completed: v1 takes 100 % on green.');
    expect(first.exitCode).toBe(0);
    expect(await weights()).toBe('blue 0, green 200');

    const second = await release('v2', '--format', 'json');
    expect(second.json()).toMatchObject({
      exitCode: 0,
      rollout: {
        name: 'main',
        stages: [{ weight: 10 }, { weight: 50 }, { weight: 100 }],
        status: { phase: 'completed', version: 'v2', stable: 'v1' },
      },
    });
    expect(await weights()).toBe('blue 200, green 0');

    const third = startSentinel(['apply', '--auto-approve', '--version', 'v3'], { cwd });
    await third.saying('weight is 50 %');
    failing.set('green', 20);
    const bad = await third.ended;
    expect(bad.exitCode).toBe(1);
    expect(bad.lastLine).toContain('Blocked: shop/main@prod was rolled back: canary.failing');
    expect(await weights()).toBe('blue 200, green maint');
    expect((await release('v3')).stderr).toContain('v3 was rolled back and is in quarantine');
  });

  it.skipIf(skipUnlessProving)('that is killed is taken up where it was, by a controller too', async () => {
    const { cwd, weights, sentinel, release } = await stage();
    const run = startSentinel(['apply', '--auto-approve', '--version', 'v1'], { cwd });
    await run.saying('weight is 10 %');
    run.kill('SIGKILL');
    await run.ended;
    expect(await weights()).toMatch(/^blue \d+, green \d+$/u);
    const other = await release('v2');
    expect(other.stderr).toContain('SEN2602');
    const controller = startSentinel(['controller', '--format', 'json'], { cwd });
    const status = await sentinel('status', '--watch', '--until', 'completed', '--timeout', '2m');
    expect(status.exitCode).toBe(0);
    controller.kill('SIGTERM');
    const ended = await controller.ended;
    expect(ended.signal).toBe('SIGTERM');
    const events = ended.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string });
    expect(events.map(({ type }) => type)).toContain('rollout.changed');
    expect(await weights()).toBe('blue 0, green 200');
  });

  it.skipIf(skipUnlessProving)('goes on by ticks, which fail while the metrics are silent', async () => {
    const { cwd, failing, weights, sentinel, release } = await stage();
    const tick = (env: Readonly<Record<string, string>> = {}) => runSentinel(['tick'], { cwd, env });
    expect((await release('v1', '--detach')).stderr).toContain('SEN2609');
    expect(await tick()).toMatchObject({ exitCode: 0 });
    const left = await release('v1', '--detach');
    expect(left.exitCode).toBe(0);
    expect(left.lastLine).toBe('Safe: shop/main@prod is on its way with v1 at 10 %.');
    failing.set('green', Number.NaN);
    const silent = await tick();
    expect(silent.exitCode).toBe(1);
    expect(silent.stdout).toContain('nothing is known about the canary');
    failing.delete('green');
    const held = await tick({ SENTINEL_HOLD: '1' });
    expect(held.stdout).toContain('SENTINEL_HOLD is set: nothing rises');
    for (let count = 0; count < 20 && (await weights()) !== 'blue 0, green 200'; count++) await tick();
    expect(await weights()).toBe('blue 0, green 200');
    const versions = await sentinel('versions', '--format', 'json');
    expect(versions.json()).toMatchObject({
      rollouts: [{ slots: [{ slot: expect.any(String) }, { slot: expect.any(String) }] }],
    });
  });
});
