/** Limits on Redis and in a file, beside a limiter that is widely used. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { createClient } from '@redis/client';
import {
  type RateLimiterAbstract,
  RateLimiterRedis,
  RateLimiterRes,
  RateLimiterSQLite,
} from 'rate-limiter-flexible';

import type { LimitStore } from '../src/runtime/ports/stores.ts';
import { openRedis } from '../src/runtime/stores/redis/store.ts';
import { openSqliteStore } from '../src/runtime/stores/sqlite/store.ts';
import { startRedis } from '../tests/support/daemons.ts';
import { type Bar, measure, type Measure, printTimes, speed, type Suite } from './harness.ts';

const SCOPES = 64;
const IN_FLIGHT = 16;
const PER = 1_000;
/** Never reached, so that every call is an admission. */
const WIDE = 100_000;
const NARROW = 50;

export const suite: Suite = {
  title: 'Limits',
  about: `Admissions under ${SCOPES} scopes of one limit, one after another and ${IN_FLIGHT} at once; the other limiter on the same Redis through the same client, and in a file with the same settings (WAL, synchronous = FULL).`,
  packages: ['rate-limiter-flexible', '@redis/client'],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'sentinel-bench-'));
    try {
      return [...(await onRedis()), ...(await inFile(folder))];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function onRedis(): Promise<readonly Bar[]> {
  const server = await startRedis();
  const client = createClient({ url: server.url });
  await client.connect();
  const store = await openRedis(server.url);
  try {
    const peer = (points: number) =>
      new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: true,
        keyPrefix: String(points),
        points,
        duration: PER / 1_000,
      });
    return [...(await race('Redis', store, peer(WIDE))), ...(await boundary(store, peer(NARROW)))];
  } finally {
    await store.close();
    client.destroy();
    await server.stop();
  }
}

async function inFile(folder: string): Promise<readonly Bar[]> {
  const store = await openSqliteStore(join(folder, 'state.db'), { create: true });
  const database = new DatabaseSync(join(folder, 'peer.db'));
  database.exec('PRAGMA journal_mode = wal; PRAGMA synchronous = full');
  try {
    const peer = await new Promise<RateLimiterSQLite>((resolve, reject) => {
      const limiter: RateLimiterSQLite = new RateLimiterSQLite(
        {
          storeClient: asBetterSqlite(database),
          storeType: 'better-sqlite3',
          tableName: 'limits',
          points: WIDE,
          duration: PER / 1_000,
        },
        (error?: Error) => (error ? reject(error) : resolve(limiter)),
      );
    });
    return await race('SQLite', store, peer);
  } finally {
    await store.close();
    database.close();
  }
}

/** What the other limiter uses of its driver, over Node's. */
function asBetterSqlite(database: DatabaseSync) {
  return {
    prepare: (sql: string) => database.prepare(sql),
    transaction: (work: () => unknown) => () => {
      database.exec('BEGIN IMMEDIATE');
      const result = work();
      database.exec('COMMIT');
      return result;
    },
  };
}

async function race(place: string, store: LimitStore, peer: RateLimiterAbstract): Promise<readonly Bar[]> {
  const rates = [{ count: WIDE, per: PER }];
  const ours = async (scope: string) => {
    const { admitted } = await store.admit(randomUUID(), [{ key: `bench/wide/${scope}`, rates }]);
    if (!admitted) throw new Error('refused');
  };
  const theirs = async (scope: string) => void (await peer.consume(scope));
  const bars: Bar[] = [];
  for (const [manner, width] of [
    ['one after another', 1],
    [`${IN_FLIGHT} at once`, IN_FLIGHT],
  ] as const) {
    const measures = await measure(
      [
        { name: `${place}, ${manner}`, run: (count) => inFlight(ours, count, width) },
        {
          name: `rate-limiter-flexible on ${place}, ${manner}`,
          run: (count) => inFlight(theirs, count, width),
        },
      ],
      { rounds: 21, batch: 100 },
    );
    printTimes(measures);
    const [mine, other] = measures as [Measure, Measure];
    bars.push({
      name: `${place}, ${manner}, against rate-limiter-flexible`,
      ...speed(mine, other),
      unit: 'times',
      // Throughput is the claim. A call on its own also pays for the role of the server and
      // for a row or member for each admission, where the other keeps a number.
      ...(width > 1 && { atLeast: 1 }),
    });
  }
  return bars;
}

async function inFlight(ask: (scope: string) => Promise<void>, count: number, width: number): Promise<void> {
  let next = 0;
  const asker = async () => {
    while (next < count) await ask(`scope=${next++ % SCOPES}`);
  };
  await Promise.all(Array.from({ length: width }, asker));
}

/**
 * One start, and shortly before its window is over as many as are admitted, until shortly after: what a limiter with fixed
 * windows lets through around the border of two.
 */
async function boundary(store: LimitStore, peer: RateLimiterAbstract): Promise<readonly Bar[]> {
  const limits = [{ key: 'bench/narrow', rates: [{ count: NARROW, per: PER }] }];
  const ours = async () => {
    const { admitted, at } = await store.admit(randomUUID(), limits);
    return admitted ? at : undefined;
  };
  const theirs = async () => {
    try {
      await peer.consume('narrow');
      return performance.now();
    } catch (error) {
      if (error instanceof RateLimiterRes) return undefined;
      throw error;
    }
  };
  const most = (instants: readonly number[]) =>
    Math.max(...instants.map((end) => instants.filter((at) => at > end - PER && at <= end).length));
  return [
    {
      name: 'most in any window, of what is allowed',
      value: most(await burst(ours)) / NARROW,
      unit: 'times',
      atMost: 1,
    },
    { name: 'the same by rate-limiter-flexible', value: most(await burst(theirs)) / NARROW, unit: 'times' },
  ];
}

/** `ask` tells when it was admitted. */
async function burst(ask: () => Promise<number | undefined>): Promise<readonly number[]> {
  const admitted: number[] = [];
  const start = performance.now();
  const once = async () => {
    const at = await ask();
    if (at !== undefined) admitted.push(at);
  };
  await once();
  await pause(PER * 0.8);
  // At least so often, however late the pause has ended.
  for (let asked = 0; asked < 2 * NARROW || performance.now() - start < PER * 1.3; asked++) await once();
  return admitted;
}
