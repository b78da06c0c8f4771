/** Two rollouts of one policy that are released together. */
import { describe, expect, test, vi } from 'vitest';
import { apply, ask, history, status, tick } from '../../../src/app/index.ts';
import type { ResolvedRecord } from '../../../src/runtime/ports/index.ts';
import { FakeDriver } from '../../support/fake-driver.ts';
import { adapters, type Canary, canary } from '../../support/canary.ts';
import { refusedWith } from '../../support/refusal.ts';
import { auditOf } from '../../support/store.ts';

const drivers = new Map<string, FakeDriver>();

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: (_: string, { backend }: ResolvedRecord) => Promise.resolve(drivers.get(backend as string)),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

class NamedDriver extends FakeDriver {
  override readonly target: string;

  constructor(name: string, told: (text: string) => void) {
    super();
    this.target = name;
    this.weights = { [`${name}_blue`]: 100, [`${name}_green`]: 0 };
    this.beforeShift = ({ roles, weight }) => told(`${roles.canary} ${weight}`);
  }
}

const rollout = (name: string) => `  ${name}:
    traffic: { haproxy: { socket: /run/h.sock, backend: ${name}, slots: [${name}_blue, ${name}_green] } }
    stages: [{ weight: 50%, hold: 12s }, { weight: 100%, hold: 12s }]
    checks: { every: 4s, require: canary.errors < 2 }
`;

const policy = `sentinel: 1
policy: shop
environments: [prod]
probes:
  errors: { prometheus: { url: http://prom:9090, query: 'errors{slot="\${track}"}' } }
gates:
  room: { require: errors < 5 }
limits:
  daily: { at_most: 2 per 1d }
rollouts:
${rollout('backend')}${rollout('frontend')}groups:
  both: { rollouts: [backend, frontend] }
`;

interface Pair extends Canary {
  /** What both drivers were told, in order. */
  readonly told: string[];
  readonly backend: FakeDriver;
  readonly frontend: FakeDriver;
}

async function pair(): Promise<Pair> {
  const project = await canary(policy);
  const told: string[] = [];
  const [backend, frontend] = ['backend', 'frontend'].map((name) => {
    const driver = new NamedDriver(name, (text) => told.push(text));
    drivers.set(name, driver);
    return driver;
  }) as [FakeDriver, FakeDriver];
  return { ...project, told, backend, frontend };
}

const versions = 'backend=v1,frontend=v2';
const second = 1_000;

describe('a group', () => {
  test('rises stage by stage, each in the order listed, and counts one', async () => {
    const { cwd, host, told, request } = await pair();
    const report = await host.clock.run(apply(request(versions), host));
    expect(report.exitCode).toBe(0);
    expect(told).toEqual([
      'backend_green 50',
      'frontend_green 50',
      'backend_green 100',
      'frontend_green 100',
    ]);
    expect(report.group?.map(({ rollout: end }) => end?.status)).toMatchObject([
      { name: 'shop/backend@prod', group: 'both', phase: 'completed', version: 'v1' },
      { name: 'shop/frontend@prod', group: 'both', phase: 'completed', version: 'v2' },
    ]);
    const audit = await auditOf(cwd);
    expect(audit.filter(({ type }) => type === 'admission')).toHaveLength(1);
  });

  test.each(['frontend', 'backend'])('goes back in reverse order when %s fails', async (failing) => {
    const { host, told, errors, request } = await pair();
    const running = apply(request(versions), host);
    const shifted = () => {
      if (told.includes('frontend_green 50')) errors.set(`${failing}_green`, 7);
    };
    for (const driver of drivers.values()) {
      const { beforeShift } = driver;
      driver.beforeShift = (shift) => {
        beforeShift(shift);
        shifted();
      };
    }
    const report = await host.clock.run(running);
    expect(told).toEqual(['backend_green 50', 'frontend_green 50', 'frontend_green 0', 'backend_green 0']);
    const other = failing === 'frontend' ? 'backend' : 'frontend';
    const ends = new Map(
      report.group?.map(({ rollout: end }) => [end?.status.identity.rollout, end?.status.latch]),
    );
    expect(ends.get(failing)).toMatchObject({ reason: 'check_failed' });
    expect(ends.get(other)).toMatchObject({
      reason: 'group',
      why: `${failing} goes back: canary.errors 7 is not < 2`,
    });
    expect(report.exitCode).toBe(1);
  });

  test('what cannot be taken back does not keep the others for ever', async () => {
    const { host, told, frontend, errors, request } = await pair();
    const { beforeShift } = frontend;
    frontend.beforeShift = (shift) => {
      if (shift.weight > 0) beforeShift(shift);
      frontend.deaf = shift.weight === 50 ? undefined : 'it is gone';
      errors.set('backend_green', 7);
    };
    const report = await host.clock.run(apply(request('v3', { timeout: 40 * second }), host));
    expect(report.group?.map(({ rollout: end }) => end?.status.version)).toEqual(['v3', 'v3']);
    expect(told).toEqual(['backend_green 50', 'frontend_green 50', 'backend_green 0']);
    expect(report.exitCode).toBe(1);
  });

  test('waits for one that is paused, and is asked by its name', async () => {
    const { host, told, request } = await pair();
    await host.clock.run(apply(request(versions, { timeout: 6 * second }), host));
    const { signal, listener } = request('v1');
    const asking = { signal, reason: 'lunch', look: true };
    const paused = await host.clock.run(
      ask({ ...asking, request: 'pause', choice: { name: 'shop/frontend', shadow: false } }, host),
    );
    expect(paused.asked).toMatchObject([{ name: 'shop/frontend@prod', result: 'done' }]);
    for (let count = 0; count < 4; count++) {
      await host.clock.run(tick({ signal, listener }, host));
      await host.clock.run(host.clock.sleep(4 * second));
    }
    const { rollouts } = await host.clock.run(
      status({ choice: { name: 'shop/both', shadow: false }, signal, listener, watch: false }, host),
    );
    expect(rollouts[0]?.waits).toEqual([{ for: 'group', why: 'waits for frontend (stage 1 of 2)' }]);
    expect(rollouts[1]?.phase).toBe('paused');
    const aborted = await host.clock.run(
      ask({ ...asking, request: 'abort', choice: { name: 'shop/both@prod', shadow: false } }, host),
    );
    expect(aborted.asked.map(({ name, result }) => [name, result])).toEqual([
      ['shop/frontend@prod', 'done'],
      ['shop/backend@prod', 'done'],
    ]);
    expect(told.slice(2)).toEqual(['frontend_green 0', 'backend_green 0']);
    const { changes } = await history({ choice: { name: 'shop/both', shadow: false } }, host);
    expect(new Set(changes.map(({ rollout: name }) => name))).toEqual(
      new Set(['shop/backend@prod', 'shop/frontend@prod']),
    );
  });

  test('a tick takes all back, the last first', async () => {
    const { host, told, errors, request } = await pair();
    await host.clock.run(apply(request(versions, { timeout: 6 * second }), host));
    errors.set('backend_green', 7);
    await host.clock.run(host.clock.sleep(4 * second));
    const { signal, listener } = request('v1');
    const { rollouts, exitCode } = await host.clock.run(tick({ signal, listener }, host));
    expect(told.slice(2)).toEqual(['frontend_green 0', 'backend_green 0']);
    expect(exitCode).toBe(1);
    expect(new Map(rollouts.map(({ name, why }) => [name, why]))).toEqual(
      new Map([
        ['shop/backend@prod', 'it goes back: canary.errors 7 is not < 2'],
        ['shop/frontend@prod', 'it goes back: backend goes back: canary.errors 7 is not < 2'],
      ]),
    );
  });

  test.each([
    ['backend=v1', '`frontend` of the same group has no version'],
    [
      'backend=v1,frontent=v2',
      '`--version frontent=v2` names `frontent`, which is in no group of this policy',
    ],
    ['backend=v1,frontend', '`--version frontend` names no rollout and its version'],
    ['backend=v1,backend=v2,frontend=v3', '`backend` is given two versions'],
  ])('%s', async (version, message) => {
    const { host, request } = await pair();
    const found = await refusedWith(apply(request(version), host));
    expect(found.map((one) => one.message)).toContain(message);
  });
});
