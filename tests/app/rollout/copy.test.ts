/** Servers that keep their roles: the release is copied to the stable one, or nothing more starts until it has the traffic. */
import { expect, test, vi } from 'vitest';
import { apply, plan } from '../../../src/app/index.ts';
import { requestWith } from '../../support/host.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const fixed = canaryPolicy.replace('slots: [blue, green]', 'stable: blue, canary: green');
const copied = fixed.replace(
  'gates:',
  `  build: { prometheus: { url: http://prom:9090, query: 'build{slot="build_\${track}"}' } }
gates:`,
).concat(`    tracks: { canary: green, stable: blue }
    identity: canary.build == 1
    finish: { promote: copy }
`);

test('the users go back to the stable server once it runs the release', async () => {
  const { host, driver, errors, request, events, queries } = await canary(copied);
  errors.set('build_green', 1);
  driver.evicted = true;
  const first = await host.clock.run(apply(request('v1', { timeout: 60_000 }), host));
  expect(first).toMatchObject({ exitCode: 1 });
  expect(driver.weights).toEqual({ blue: 0, green: 100 });
  expect(first.rollout?.status.waits).toMatchObject([
    { for: 'handover', why: 'the stable side does not run this release yet' },
  ]);
  errors.set('build_blue', 1);
  queries.length = 0;
  const second = await host.clock.run(apply(request('v1', { timeout: 60_000 }), host));
  expect(second).toMatchObject({ exitCode: 0, rollout: { status: { handover: 'stable' } } });
  expect(driver.told.slice(-2)).toEqual(['green 0', 'green 0 evict']);
  expect(queries).toContain('errors{slot="blue"}');
  const changes = events.flatMap((event) => (event.type === 'rollout.changed' ? event.change.type : []));
  expect(changes).toContain('handover.begun');
  expect(changes.at(-1)).toBe('completed');
});

test('a stable server that does worse with it loses them again', async () => {
  const { host, driver, errors, request } = await canary(copied);
  errors.set('build_green', 1).set('build_blue', 1);
  driver.beforeShift = ({ weight, from }) => {
    if (from === 100 && weight === 0) errors.set('blue', 7);
  };
  const { exitCode, rollout } = await host.clock.run(apply(request('v1', { timeout: 60_000 }), host));
  expect(exitCode).toBe(1);
  expect(rollout?.status).toMatchObject({
    phase: 'paused',
    pause: { by: 'check', why: 'canary.errors 7 is not < 2' },
    handover: 'canary',
  });
  expect(driver.weights).toEqual({ blue: 0, green: 100 });
});

test('the plan says so', async () => {
  const { host } = await canary(copied);
  const { forecast } = await plan(requestWith({ release: { env: 'prod', version: 'v1' } }), host);
  expect(forecast?.stages.map(({ handsOver }) => handsOver)).toEqual([undefined, undefined, true]);
});

test('where nothing is copied nothing starts before the canary is free', async () => {
  const { host, driver, request } = await canary(fixed);
  const release = async (version: string) => host.clock.run(apply(request(version), host));
  expect(await release('v1')).toMatchObject({ exitCode: 0 });
  const refused = await release('v2');
  expect(refused.exitCode).toBe(1);
  expect(refused.diagnostics.map(({ code }) => code)).toContain('SEN2604');
  driver.weights = { blue: 100, green: 0 };
  expect(await release('v2')).toMatchObject({ exitCode: 0 });
});
