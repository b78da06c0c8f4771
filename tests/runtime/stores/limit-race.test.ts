/** Many processes on one key: no window holds too many, no admission is lost, none is counted twice. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import type { LimitRequest, LimitStore, StateStore } from '../../../src/runtime/ports/stores.ts';
import { openRedis } from '../../../src/runtime/stores/redis/store.ts';
import { openPostgresqlStore } from '../../../src/runtime/stores/postgresql/store.ts';
import { openSqliteStore } from '../../../src/runtime/stores/sqlite/store.ts';
import { describeWithDaemon, startPostgres, startRedis } from '../../support/daemons.ts';
import { overfullWindows } from '../../support/limit-model.ts';
import type { Attempt, Race } from '../../support/limit-racer.ts';
import { runs, skipUnlessProving } from '../../support/tier.ts';

const HOUR = 3_600_000;
const PROCESSES = runs(3, 16);
const ATTEMPTS = runs(240, 20_000);

const limit: LimitRequest = {
  key: 'policy/raced',
  rates: [
    { count: 3, per: 20 },
    { count: 40, per: 500 },
  ],
};
/** The same key over all that the race can admit. */
const ledger: LimitRequest = { key: limit.key, rates: [{ count: 1_000_000, per: HOUR }] };

async function race(race: Pick<Race, 'kind' | 'place'>): Promise<readonly Attempt[]> {
  const task: Race = {
    ...race,
    limits: [limit],
    ledger: [ledger],
    attempts: Math.ceil(ATTEMPTS / PROCESSES),
  };
  const racers = Array.from({ length: PROCESSES }, () => racer(task));
  await Promise.all(racers.map(({ ready }) => ready));
  for (const { go } of racers) go();
  return (await Promise.all(racers.map(({ seen }) => seen))).flat();
}

function racer(task: Race) {
  const child = fork(join(import.meta.dirname, '../../support/limit-racer.ts'), [JSON.stringify(task)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let isReady: () => void;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const seen = new Promise<readonly Attempt[]>((resolve, reject) => {
    child.on('message', (message) => (message === 'ready' ? isReady() : resolve(message as Attempt[])));
    // What it said last may come after its exit, and comes before the channel closes.
    child.on('disconnect', () => reject(new Error(`a process ended with ${child.exitCode}`)));
  });
  // A process that ends before it is ready fails the race as well.
  return { ready: Promise.race([ready, seen]), seen, go: () => void child.send('go') };
}

/** Every refusal was right: so many were admitted since the instant of which the refusal says that it leaves next. */
function wrongRefusals(attempts: readonly Attempt[], instants: readonly number[]): readonly Attempt[] {
  const admittedSince = (from: number, until: number) =>
    instants.filter((at) => at >= from && at <= until).length;
  return attempts
    .filter(({ admitted }) => !admitted)
    .filter(
      ({ at, states }) =>
        !states.some(({ rates }) =>
          rates.some(({ count, per, next }) => next !== undefined && admittedSince(next - per, at) >= count),
        ),
    );
}

async function check(
  store: LimitStore,
  attempts: readonly Attempt[],
  instants: readonly number[],
): Promise<void> {
  const waits = attempts.map(({ waited }) => waited);
  const { kind } = await store.info();
  console.log(
    `${kind}: ${attempts.length} attempts of ${PROCESSES} processes, ${instants.length} admitted, longest wait ${Math.round(Math.max(...waits))} ms`,
  );
  expect(attempts).toHaveLength(PROCESSES * Math.ceil(ATTEMPTS / PROCESSES));
  for (const rate of limit.rates) expect(overfullWindows(instants, rate)).toEqual([]);
  expect(wrongRefusals(attempts, instants)).toEqual([]);
  const [state] = await store.peek([ledger]);
  // And the one that opened the ledger.
  expect(state?.rates[0]?.left).toBe(1_000_000 - 1 - instants.length);
}

/** From now on nothing is cleared away for an hour. */
async function openLedger(store: LimitStore): Promise<void> {
  expect((await store.admit(randomUUID(), [ledger])).admitted).toBe(true);
}

const admittedOf = (attempts: readonly Attempt[]) => attempts.filter(({ admitted }) => admitted);

describeWithDaemon(['redis-server'], 'a race on Redis', () => {
  test.skipIf(skipUnlessProving)(`${PROCESSES} processes`, async () => {
    const server = await startRedis();
    onTestFinished(() => server.stop());
    const store = await openRedis(server.url);
    await openLedger(store);
    const attempts = await race({ kind: 'redis', place: server.url });
    await check(
      store,
      attempts,
      admittedOf(attempts).map(({ at }) => at),
    );
    await store.close();
  });
});

/** When each was admitted, from the audit, which must name those that were told so, each once. */
async function auditedInstants(store: StateStore, attempts: readonly Attempt[]): Promise<readonly number[]> {
  const entries = (await store.entriesAfter(0, 1_000_000)).map(
    ({ text }) => JSON.parse(text) as { readonly at: number; readonly subject: { readonly id: string } },
  );
  const told = admittedOf(attempts).map(({ id }) => id);
  expect(entries.map(({ subject }) => subject.id).toSorted()).toEqual(told.toSorted());
  return entries.map(({ at }) => at);
}

async function raceWithAudit(kind: Race['kind'], place: string, store: StateStore): Promise<void> {
  await openLedger(store);
  const attempts = await race({ kind, place });
  await check(store, attempts, await auditedInstants(store, attempts));
  await store.close();
}

test(`a race in a file: ${PROCESSES} processes`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-race-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const place = join(folder, 'state.db');
  await raceWithAudit('sqlite', place, await openSqliteStore(place, { create: true }));
});

describeWithDaemon(['postgres', 'initdb', 'psql'], 'a race on PostgreSQL', () => {
  test.skipIf(skipUnlessProving)(`${PROCESSES} processes`, async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    await raceWithAudit('postgresql', server.url, await openPostgresqlStore(server.url, { create: true }));
  });
});
