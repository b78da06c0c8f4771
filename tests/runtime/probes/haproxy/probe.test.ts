import { describe, expect, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/haproxy/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/haproxy/probe.ts';
import { describeWithDaemon } from '../../../support/daemons.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { type HaproxyStand, haproxyStand } from '../../../support/haproxy.ts';
import { startLoad } from '../../../support/load.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { closedPort, rawServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const columns =
  'pxname,svname,qcur,scur,stot,econ,eresp,status,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,hrsp_other,cli_abrt,last_chk,rtime'.split(
    ',',
  );

type Cells = Readonly<Record<string, number | string>>;

/** A row of `show stat`, with 1,000 good answers so far. */
function row(counts: Cells = {}): string {
  const usual = {
    pxname: 'shop',
    svname: 'green',
    status: 'UP',
    last_chk: '"L7OK, ""fine"""',
    stot: 1000,
    hrsp_2xx: 1000,
  };
  const cells: Cells = { ...usual, ...counts };
  return columns.map((name) => cells[name] ?? 0).join(',');
}

const stat = (...rows: readonly string[]) =>
  `# ${columns.join(',')},\n${rows.map((line) => `${line},\n`).join('')}\n`;
const info = (pid = 7) => `Name: HAProxy\nPid: ${pid}\nUptime_sec: 9\n\n`;

/** A runtime API that answers so, one connection after another; the last answer stays. */
async function api(...answers: readonly string[]): Promise<string> {
  let count = 0;
  const port = await rawServer((socket) => {
    socket.once('data', () => socket.end(answers[Math.min(count++, answers.length - 1)] ?? ''));
  });
  return `127.0.0.1:${port}`;
}

async function observe(
  config: ResolvedRecord,
  clock = new VirtualClock(),
): Promise<Reading & Record<string, unknown>> {
  const full = withDefaults(descriptor, {
    backend: 'shop',
    server: 'green',
    attempts: 1,
    timeout: 300,
    window: 10_000,
    ...config,
  });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
  return { ...reading, ...fieldsOf(reading) };
}

test('what happened between the two reads', async () => {
  const socket = await api(
    stat(row({ svname: 'blue' }), row({ stot: 1005, hrsp_5xx: 5, hrsp_1xx: 50 })),
    info(),
    stat(
      row({ svname: 'blue' }),
      row({
        stot: 2005,
        hrsp_1xx: 50,
        hrsp_2xx: 1900,
        hrsp_3xx: 40,
        hrsp_4xx: 30,
        hrsp_5xx: 35,
        rtime: 12,
        qcur: 2,
      }),
    ),
    info(),
  );
  const clock = new VirtualClock();
  expect(await observe({ socket }, clock)).toMatchObject({
    subject: 'shop/green',
    detail: '1,000 requests',
    error_ratio: 0.03,
    requests: 1000,
    request_rate: 100,
    latency: 12,
    queue: 2,
    status: 'UP',
  });
  expect(clock.monotonic()).toBe(10_000);
});

test.each<[string, Cells, number, number]>([
  ['answers that broke off after their status', { stot: 2000, hrsp_2xx: 2000, eresp: 300 }, 1000, 0.3],
  ['answers that never began', { stot: 2000, hrsp_2xx: 1600, eresp: 400 }, 1000, 0.4],
  ['connections that were cut, and not counted', { stot: 2000, hrsp_2xx: 1500, eresp: 20 }, 1000, 0.5],
  ['requests that are in hand', { stot: 2000, hrsp_2xx: 1990, scur: 10 }, 990, 0],
  ['users who did not wait', { stot: 2000, hrsp_2xx: 1900, cli_abrt: 100 }, 900, 0],
  ['connections that became web sockets', { stot: 2000, hrsp_2xx: 1500, hrsp_1xx: 500 }, 500, 0],
  ['nothing but faults', { stot: 2000, eresp: 1200 }, 1000, 1],
  ['more answers than requests', { stot: 1900, hrsp_2xx: 2000 }, 1000, 0],
])('%s', async (_, cells, requests, ratio) => {
  const socket = await api(stat(row()), info(), stat(row(cells)), info());
  expect(await observe({ socket })).toMatchObject({ requests, error_ratio: ratio });
});

test.each([
  ['no request', row(), 'no traffic', 0],
  ['few requests', row({ stot: 1099, hrsp_2xx: 1099 }), '99 requests, fewer than 100', 99],
])('%s is too little to go by', async (_, last, why, requests) => {
  const socket = await api(stat(row()), info(), stat(last), info());
  expect(await observe({ socket })).toMatchObject({
    error_ratio: { unknown: why },
    latency: { unknown: why },
    requests,
    queue: 0,
  });
});

test.each([
  ['another process with more', stat(row({ hrsp_2xx: 5000 })), info(8)],
  ['counters that were cleared', stat(row({ hrsp_2xx: 3 })), info()],
])('%s tells nothing of the window', async (_, last, process) => {
  const socket = await api(stat(row()), info(), last, process);
  const unknown = { unknown: 'HAProxy began to count anew within the window' };
  const reading = await observe({ socket });
  expect(reading).toMatchObject({
    error_ratio: unknown,
    latency: unknown,
    requests: unknown,
    request_rate: unknown,
    status: 'UP',
  });
  expect(reading.detail).toBeUndefined();
});

describe('whatever cannot be believed is a failure', () => {
  test.each([
    ['no such server', stat(row({ svname: 'blue' })), 'the back end `shop` has no server `green`'],
    ['another back end', stat(row({ pxname: 'shoe' })), 'the back end `shop` has no server `green`'],
    ['a back end that is not there', "Can't find backend.\n\n", "HAProxy tells no counters: Can't find"],
    ['no number', stat(row({ hrsp_5xx: 'NaN' })), 'does not tell `hrsp_5xx` of `green`'],
    ['a number below 0', stat(row({ econ: -1 })), 'does not tell `econ` of `green`'],
    ['an empty cell', stat(row({ rtime: '' })), 'does not tell `rtime` of `green`'],
    ['quotes that do not end', stat(row({ last_chk: '"L7OK' })), 'in an unknown form'],
    ['a column less', '# pxname,svname,\nshop,green,\n\n', 'does not tell `stot`'],
    ['an answer that is cut short', stat(row()).slice(0, -1), 'the answer is cut short'],
  ])('%s', async (_, answer, why) => {
    const failure = await observe({ socket: await api(answer, info()) }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProbeFailure);
    expect((failure as Error).message).toContain(why);
  });

  test('no process', async () => {
    await expect(observe({ socket: await api(stat(row()), 'Name: HAProxy\n\n') })).rejects.toThrow(
      'does not tell which process it is',
    );
  });

  test('a name that would begin another command', async () => {
    for (const names of [{ backend: 'shop; disable server shop/blue' }, { server: 'green\nquit' }])
      await expect(observe({ socket: '/run/h.sock', ...names })).rejects.toBeInstanceOf(ProbeFailure);
  });

  test('nobody who listens, after as many attempts as are asked for', async () => {
    const socket = `127.0.0.1:${await closedPort()}`;
    const clock = new VirtualClock();
    await expect(observe({ socket, attempts: 3 }, clock)).rejects.toThrow(
      `HAProxy at ${socket}: connection refused (3 attempts)`,
    );
    expect(clock.monotonic()).toBe(1500);
  });
});

test('the time that it needs is known beforehand', () => {
  expect(probe.extraTime?.({ window: 10_000, timeout: 300, attempts: 2 })).toBe(10_600);
});

describeWithDaemon(['haproxy'], 'counters of a real HAProxy', () => {
  /** Asks for both servers while so many requests come in, with the window as long as they take. */
  async function under(requests: number, prepare: (stand: HaproxyStand) => void | Promise<void>) {
    const stand = await haproxyStand();
    const { haproxy, services } = stand;
    await haproxy.tell('set server shop/blue weight 50; set server shop/green weight 50');
    await prepare(stand);
    const clock = {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      sleep: async () => {
        await startLoad({ port: Number(new URL(haproxy.url).port), connections: 4, requests }).report;
      },
    };
    const read = async (server: string) => {
      const full = withDefaults(descriptor, { socket: haproxy.socket, backend: 'shop', server });
      return fieldsOf(await probe.observe(full, probeContext('/', { clock })));
    };
    return { services, read };
  }

  test('are those of the services', async () => {
    const { services, read } = await under(2000, ({ services: { green } }) => {
      green.errors = 0.1;
    });
    expect(await read('green')).toMatchObject({ requests: 1000, error_ratio: 0.1, status: 'no check' });
    expect(services.green.requests).toBe(1000);
    expect(await read('blue')).toMatchObject({ requests: 1000, error_ratio: 0 });
  });

  test('a service that hangs up is at fault for each request that it takes with it', async () => {
    const { services, read } = await under(1000, ({ services: { green } }) => {
      green.hangsUp = true;
    });
    const { error_ratio: ratio, requests } = await read('green');
    expect(services.green.requests).toBe(500);
    expect(ratio).toBe(1);
    expect(requests).toBe(500);
  });

  test('a service that is gone is at fault for what it was given, though another answered', async () => {
    const { services, read } = await under(400, ({ services: { green } }) => green.stop());
    const { error_ratio: ratio, requests } = await read('green');
    expect(ratio).toBe(1);
    expect(requests).toBeGreaterThanOrEqual(100);
    expect(services.blue.requests).toBe(400);
  });

  test('a back end that shares its name with a front end', async () => {
    const { haproxy } = await haproxyStand([
      'frontend twin',
      '  default_backend twin',
      'backend twin',
      '  server green 127.0.0.1:1',
    ]);
    const full = withDefaults(descriptor, { socket: haproxy.socket, backend: 'twin', server: 'green' });
    const clock = new VirtualClock();
    const reading = await clock.run(probe.observe(full, probeContext('/', { clock })));
    expect(fieldsOf(reading)).toMatchObject({ requests: 0, status: 'no check' });
  });
});
