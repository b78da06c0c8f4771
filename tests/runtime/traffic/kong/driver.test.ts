import { describe, expect, test } from 'vitest';

import { systemClock } from '../../../../src/app/clock.ts';
import { SecretText } from '../../../../src/plan/secret.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/kong/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/kong/driver.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { type KongStub, kongStub, kongTargets } from '../../../support/kong.ts';
import { driverContract } from '../driver-contract.ts';
import { answerOf, losing, never, roles, shift } from '../over-http.ts';

function open(url: string, parts: ResolvedRecord = {}): Promise<TrafficDriver> {
  const config = { url, upstream: 'shop', slots: kongTargets, attempts: 1, ...parts };
  return openDriver(withDefaults(descriptor, config), { root: '/', clock: systemClock() });
}

function weigh({ targets }: KongStub, blue: number, green: number): void {
  for (const [index, weight] of [blue, green].entries()) {
    const target = targets[index];
    if (target) target.weight = weight;
  }
}

const target = (name: string, weight: unknown) => ({ id: name, target: name, weight });

driverContract({
  descriptor,
  afterRestart: 30,
  loses: true,
  garbage: {
    'another protocol': 'hello\n',
    'no JSON': answerOf('hello'),
    'no object': answerOf('null'),
    'no list': answerOf('{"data":{}}'),
    'no targets': answerOf('{"data":[1]}'),
    'one target': answerOf(JSON.stringify({ data: [target(kongTargets.blue, 100)] })),
    'half a weight': answerOf(
      JSON.stringify({ data: [target(kongTargets.blue, 99.5), target(kongTargets.green, 0)] }),
    ),
    'no weight at all': answerOf(JSON.stringify({ data: [] })),
  },
  openAt: (port) => open(`http://127.0.0.1:${port}`, { timeout: 200 }),
  async stand() {
    const kong = await kongStub();
    const { url, lose } = await losing(kong.url);
    return {
      driver: await open(url),
      meddle(share) {
        weigh(kong, 100 - share, share);
        return Promise.resolve();
      },
      restart: () => Promise.resolve(),
      stop() {
        kong.status = 503;
        return Promise.resolve();
      },
      lose,
    };
  },
});

describe('the targets', () => {
  test.each([
    [10, ['10.0.0.1:8080 900', '10.0.0.2:8080 100']],
    [50, ['10.0.0.2:8080 500', '10.0.0.1:8080 500']],
    [100, ['10.0.0.2:8080 1000', '10.0.0.1:8080 0']],
    [0, ['10.0.0.1:8080 1000', '10.0.0.2:8080 0']],
    [33.39, ['10.0.0.1:8080 667', '10.0.0.2:8080 333']],
    // Binary fractions make a little less than 7 parts of it.
    [0.7, ['10.0.0.1:8080 993', '10.0.0.2:8080 7']],
  ])('who is to take more comes first: %d %%', async (weight, changes) => {
    const kong = await kongStub();
    await (await open(kong.url)).shift(shift(weight), never);
    expect(kong.changes).toEqual(changes);
  });

  test('that all take nothing', async () => {
    const kong = await kongStub();
    weigh(kong, 0, 0);
    const driver = await open(kong.url);
    await expect(driver.read(roles, never)).rejects.toThrow('no target of the upstream `shop` takes traffic');
    await driver.shift(shift(10), never);
    expect(await driver.read(roles, never)).toEqual({ canary: 10, detail: 'blue 900, green 100' });
  });

  test('of another upstream, or of none', async () => {
    const { url } = await kongStub();
    const elsewhere = await open(url, { upstream: 'shoe' });
    await expect(elsewhere.read(roles, never)).rejects.toThrow('/upstreams/shoe/targets answers HTTP 404');
    const moved = await open(url, { slots: { ...kongTargets, green: '10.0.0.9:80' } });
    await expect(moved.shift(shift(10), never)).rejects.toThrow(
      'the upstream `shop` has no target `10.0.0.9:80`',
    );
  });

  test('need the token', async () => {
    const kong = await kongStub();
    kong.token = 'open-sesame';
    await expect((await open(kong.url)).read(roles, never)).rejects.toThrow('HTTP 401');
    const headers = { 'Kong-Admin-Token': new SecretText('token', 'open-sesame') } as never;
    expect(await (await open(kong.url, { headers })).read(roles, never)).toMatchObject({ canary: 0 });
  });

  test('one of them changed and the other not is seen', async () => {
    const kong = await kongStub();
    const driver = await open(kong.url);
    await driver.shift(shift(50), never);
    weigh(kong, 1000, 500);
    expect((await driver.read(roles, never)).canary).toBe(33.33);
  });
});
