/** A canary on the Admin API of Kong by the built command: three phases with gates in between, and watched after them. */
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { kongStub, kongTargets } from '../support/kong.ts';
import { httpServer } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';

async function stand() {
  const kong = await kongStub();
  kong.token = 'k0ng-t0ken';
  const state = { green: 0, smoke: 200 };
  const service = await httpServer(({ url }, response) => {
    if (url === '/smoke') response.writeHead(state.smoke).end();
    else response.end(`failing{slot="blue"} 0.01\nfailing{slot="green"} ${state.green}\n`);
  });
  const cwd = await temporaryFolder({
    'sentinel.yaml': `sentinel: 1
policy: shop
environments: [prod]
secrets:
  kong: { env: KONG_TOKEN }
probes:
  smoke: { http: { url: "${service}/smoke", attempts: 1 } }
  failing: { metrics: { url: "${service}/", metric: failing, labels: { slot: "\${track}" }, unit: ratio } }
gates:
  smoke: { require: smoke.ok }
rollouts:
  main:
    traffic:
      kong:
        url: "${kong.url}"
        upstream: shop
        slots: { blue: "${kongTargets.blue}", green: "${kongTargets.green}" }
        headers: { Kong-Admin-Token: "\${secrets.kong}" }
    stages:
      - { weight: 10%, hold: 1s, exit: [smoke] }
      - { weight: 50%, hold: 1s, exit: [smoke] }
      - { weight: 100%, hold: 1s }
    checks: { every: 250ms, require: canary.failing <= stable.failing + 1% }
    finish: { promote: swap, keep: 24h }
`,
  });
  const run = (...args: readonly string[]) => runSentinel(args, { cwd, env: { KONG_TOKEN: 'k0ng-t0ken' } });
  return {
    kong,
    state,
    run,
    release: (version: string) => run('apply', '--auto-approve', '--env', 'prod', '--version', version),
    green: () => kong.targets[1]?.weight,
  };
}

test.skipIf(skipUnlessProving)(
  'on Kong a release goes through its phases, is watched, and goes back when it fails later',
  async () => {
    const { kong, state, release, run, green } = await stand();
    expect(await release('1.1.0')).toMatchObject({ exitCode: 0 });
    expect(kong.changes.filter((change) => change.startsWith(kongTargets.green))).toEqual(
      ['100', '500', '1000'].map((weight) => `${kongTargets.green} ${weight}`),
    );
    expect((await run('tick')).exitCode).toBe(0);
    state.green = 0.2;
    await sleep(500);
    expect((await run('tick')).exitCode).toBe(1);
    expect(green()).toBe(0);
    expect((await run('history')).stdout).toContain('check_failed');
  },
  30_000,
);

test.skipIf(skipUnlessProving)(
  'on Kong a gate between two phases sends it back',
  async () => {
    const { state, release, green, kong } = await stand();
    state.smoke = 200;
    const released = release('1.1.0');
    while (green() !== 500) await sleep(20);
    state.smoke = 500;
    expect(await released).toMatchObject({ exitCode: 1 });
    expect(kong.changes).not.toContain(`${kongTargets.green} 1000`);
    expect(green()).toBe(0);
  },
  30_000,
);
