/** Metrics of a policy: cumulative from the store, in the format of Prometheus, pushed and served. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { apply, controller, tick } from '../../../src/app/index.ts';
import { countedNow } from '../../../src/app/telemetry/counts.ts';
import { metricsOf } from '../../../src/app/telemetry/exposition.ts';
import { openSqliteStore } from '../../../src/runtime/stores/sqlite/store.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { type Daemon, describeWithDaemon, startPushgateway } from '../../support/daemons.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { startReceiver } from '../../support/receiver.ts';
import { refusedWith } from '../../support/refusal.ts';
import { closedPort } from '../../support/server.ts';
import { inStore } from '../../support/store.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const tickRequest = (pushgateway?: string) => ({
  signal: new AbortController().signal,
  listener: () => undefined,
  ...(pushgateway !== undefined && { pushgateway }),
});

/** A release that went back. */
async function history() {
  const project = await canary(canaryPolicy);
  const { host, request, errors } = project;
  errors.set('green', 9);
  await host.clock.run(apply(request('v1'), host));
  errors.set('green', 0);
  return project;
}

const counters = [
  'sentinel_changes_total{feature="shop/main@prod",result="started"} 2',
  'sentinel_changes_total{feature="shop/main@prod",result="rolled_back"} 1',
  'sentinel_changes_total{feature="shop/main@prod",result="completed"} 1',
  'sentinel_changes_total{feature="shop/main@prod",result="promoted"} 4',
  'sentinel_rollbacks_total{feature="shop/main@prod",reason="check_failed"} 1',
  'sentinel_decisions_total{policy="shop",decision="safe"} 2',
  'sentinel_runs_total{policy="shop",status="ok"} 1',
  'sentinel_percent{feature="shop/main@prod"} 100',
  'sentinel_rollout_phase{feature="shop/main@prod",phase="completed"} 1',
  'sentinel_release_info{feature="shop/main@prod",side="canary",version="v2"} 1',
];

describe('from the store', () => {
  test('the same for every process, whoever counted before', async () => {
    const { host, cwd, request } = await history();
    await host.clock.run(apply(request('v2'), host));
    const gateway = await startReceiver();
    await host.clock.run(tick(tickRequest(gateway.url), host));
    const pushed = gateway.received[0];
    expect(pushed).toMatchObject({ method: 'PUT', path: '/metrics/job/sentinel/policy/shop' });
    for (const line of counters) expect(pushed?.body).toContain(`${line}\n`);
    await inStore(cwd, async (store) => {
      const first = await metricsOf(store, 'shop');
      expect(await metricsOf(store, 'shop')).toBe(first);
    });
  });

  test('a push that does not arrive is told, and nothing else', async () => {
    const { host } = await history();
    const report = await host.clock.run(tick(tickRequest(`http://127.0.0.1:${await closedPort()}`), host));
    expect(report.exitCode).toBe(0);
    expect(report.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'SEN2802 the metrics were not pushed: connection refused (2 attempts)',
    ]);
    const gateway = await startReceiver(400);
    const { diagnostics } = await host.clock.run(tick(tickRequest(gateway.url), host));
    expect(diagnostics[0]?.message).toMatch(/answers HTTP 400$/u);
    // Both rounds are counted all the same.
    gateway.answer = 200;
    await host.clock.run(tick(tickRequest(gateway.url), host));
    expect(gateway.received.at(-1)?.body).toContain('sentinel_runs_total{policy="shop",status="ok"} 3');
  });

  test("by the operator's configuration", async () => {
    const gateway = await startReceiver();
    const home = await temporaryFolder({ 'sentinel/sentinel.config.yaml': `pushgateway: ${gateway.url}\n` });
    const { host } = await canary(canaryPolicy, { XDG_CONFIG_HOME: home });
    expect((await tick(tickRequest(), host)).exitCode).toBe(0);
    expect(gateway.received[0]?.body).toContain('sentinel_runs_total{policy="shop",status="ok"} 1');
    const wrong = await temporaryFolder({ 'sentinel/sentinel.config.yaml': 'pushgateway: []\n' });
    const other = await canary(canaryPolicy, { XDG_CONFIG_HOME: wrong });
    expect(await refusedWith(tick(tickRequest(), other.host))).toMatchObject([
      { code: 'SEN2012', message: 'this is not the URL of a Pushgateway' },
    ]);
  });

  test('two that count at once count everything once, and there are not more series than 200', async () => {
    const state = await openSqliteStore(':memory:', { create: true, clock: new VirtualClock() });
    const audit = Array.from({ length: 260 }, (_, number) => ({
      type: 'rollout.completed',
      actor: { name: 'ci', verified: false },
      policy: 'shop',
      subject: { rollout: 'main', workload: `w${number}` },
      why: 'every stage was passed',
    }));
    await state.commit({ audit });
    const [one, other] = await Promise.all([countedNow(state, 'shop'), countedNow(state, 'shop')]);
    expect(one).toEqual(other);
    expect(one.changes.length).toBe(201);
    expect(one.changes.at(-1)).toEqual(['other', 'completed', 60]);
    expect((await countedNow(state, 'another')).changes).toEqual([]);
  });

  test('gauges have those series too, and percents of an audience', async () => {
    const { cwd, request, host } = await history();
    await host.clock.run(apply(request('v2'), host));
    await inStore(cwd, async (store) => {
      const records = await store.list('rollout/');
      const value = records[0]?.value as Record<string, Record<string, unknown>>;
      const writes = Array.from({ length: 230 }, (_, number) => ({
        key: `rollout/w${number}`,
        version: 0,
        value: {
          ...value,
          identity: { ...value['identity'], workload: `w${number}` },
          sight: { ...value['sight'], traffic: 110 },
        } as never,
      }));
      await store.commit({ writes });
      const shown = await metricsOf(store, 'shop');
      const percents = shown.split('\n').filter((line) => line.startsWith('sentinel_percent{'));
      expect(percents.length).toBe(200);
      expect(percents[0]).toBe('sentinel_percent{feature="shop/main@prod"} 100');
      expect(percents[1]).toMatch(/ 10$/u);
      expect(shown.split('\n').filter((line) => line.startsWith('sentinel_release_info{')).length).toBe(200);
    });
  });
});

test('names and labels are what promtool wants', async () => {
  const { host } = await history();
  const gateway = await startReceiver();
  await host.clock.run(tick(tickRequest(gateway.url), host));
  const checker = spawn('promtool', ['check', 'metrics']);
  const missing = new Promise<true>((resolve) => {
    checker.once('error', () => resolve(true));
  });
  checker.stdin.on('error', () => undefined);
  checker.stdin.end(gateway.received[0]?.body);
  const said = await Promise.race([missing, text(checker.stderr)]);
  expect(said === true && process.env['CI'] !== undefined).toBe(false);
  if (said !== true) expect(said).toBe('');
});

describe('served by the controller', () => {
  test('at /metrics, until it ends', async () => {
    const { host } = await history();
    const end = new AbortController();
    const address = `127.0.0.1:${await closedPort()}`;
    const running = controller({ ...tickRequest(), metrics: address, signal: end.signal }, host, () =>
      Promise.resolve(),
    );
    const ended = host.clock.run(running).catch((error: unknown) => String(error));
    const get = (path: string, method = 'GET') => fetch(`http://${address}${path}`, { method });
    const metrics = await vi.waitFor(() => get('/metrics'), 5_000);
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await metrics.text()).toContain(
      'sentinel_changes_total{feature="shop/main@prod",result="rolled_back"} 1',
    );
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
    end.abort();
    expect(await ended).toContain('abort');
    await expect(get('/metrics')).rejects.toThrow('fetch failed');
  });

  test.each(['9464', 'localhost', '127.0.0.1:99999', 'a b:1'])('not at %s', async (metrics) => {
    const { host } = await canary(canaryPolicy);
    const refused = await refusedWith(
      controller({ ...tickRequest(), metrics }, host, () => Promise.resolve()),
    );
    expect(refused).toMatchObject([{ code: 'SEN2803' }]);
  });
});

describeWithDaemon(['prometheus-pushgateway'], 'a real Pushgateway', () => {
  let daemon: Daemon;
  beforeAll(async () => {
    daemon = await startPushgateway();
  });
  afterAll(() => daemon.stop());

  test('takes what is pushed, twice the same, and shows it to Prometheus', async () => {
    const { host } = await history();
    for (let round = 0; round < 2; round++) await host.clock.run(tick(tickRequest(daemon.url), host));
    const shown = await (await fetch(`${daemon.url}/metrics`)).text();
    expect(shown).toMatch(
      /^sentinel_changes_total\{feature="shop\/main@prod",instance="",job="sentinel",policy="shop",result="rolled_back"\} 1$/mu,
    );
    expect(shown).toMatch(/^sentinel_runs_total\{[^}]*status="ok"\} 2$/mu);
    expect(shown).toMatch(/^push_failure_time_seconds\{[^}]*policy="shop"\} 0$/mu);
  });
});

describeWithDaemon(['promtool'], 'examples/observability', () => {
  const folder = new URL('../../../examples/observability/', import.meta.url).pathname;
  const promtool = (...args: readonly string[]) => promisify(execFile)('promtool', args, { cwd: folder });

  test('its alert rules are rules', async () => {
    expect((await promtool('check', 'rules', 'alerts.yml')).stdout).toContain('SUCCESS');
  });

  test('the configuration finds them', async () => {
    expect((await promtool('check', 'config', 'prometheus.yml')).stdout).toContain('SUCCESS');
  });

  test('every query of the dashboard is one', async () => {
    const { panels } = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8')) as {
      readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
    };
    const queries = panels.flatMap(({ targets }) =>
      targets.map(({ expr }) => expr.replaceAll('$feature', '.*')),
    );
    expect(queries.length).toBe(10);
    const rules = queries.map((expr, index) => ({ record: `query_${index}`, expr }));
    const file = join(await temporaryFolder({}), 'queries.yml');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    expect((await promtool('check', 'rules', file)).stdout).toContain('10 rules found');
  });

  test('each fires when it should, and not before', async () => {
    expect((await promtool('test', 'rules', 'alerts.test.yml')).stdout).toContain('SUCCESS');
  });
});
