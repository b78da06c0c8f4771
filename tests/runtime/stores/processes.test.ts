/** Processes that write at once, and processes that are killed while they write. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { wholeChain } from '../../support/chain.ts';
import { describeWithDaemon } from '../../support/daemons.ts';
import { Random } from '../../support/random.ts';
import { openStore, type StorePlace, stores } from '../../support/state-stores.ts';
import { runs } from '../../support/tier.ts';

interface Writer {
  readonly process: ChildProcess;
  /** The ids that the store has confirmed, and the longest that one of them took. */
  readonly acknowledged: string[];
  readonly slowest: () => number;
  /** Resolves when so many are confirmed, or the process ends before. */
  readonly reached: (count: number) => Promise<void>;
  readonly ended: Promise<unknown>;
}

function startWriter(address: string, name: string, count: number): Writer {
  const script = join(import.meta.dirname, '../../support/store-writer.ts');
  const child = spawn(process.execPath, [script, address, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  let slowest = 0;
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    const [id = '', took] = line.split(' ');
    acknowledged.push(id);
    slowest = Math.max(slowest, Number(took));
  });
  const ended = once(child, 'close');
  const reached = (wanted: number) =>
    new Promise<void>((resolve) => {
      const look = () => acknowledged.length >= wanted && resolve();
      lines.on('line', look);
      lines.on('close', resolve);
      look();
    });
  return { process: child, acknowledged, slowest: () => slowest, reached, ended };
}

/** What is in the store is whole, and each of these ids is in it once. Gives the ids that it holds. */
async function expectOnce(address: string, acknowledged: readonly string[]): Promise<readonly string[]> {
  const store = await openStore(address);
  try {
    // Whatever a lost session was about to do is done or given up once somebody else may write.
    await store.acquire('check', 'test', 1);
    const ids = (await wholeChain(store)).map(({ subject }) => subject['id'] ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    const records = (await store.list('start/')).map(({ key }) => key.slice('start/'.length));
    expect(records.toSorted()).toEqual(ids.toSorted());
    const [limit] = await store.peek([
      { key: 'policy/limit', rates: [{ count: 1_000_000, per: 3_600_000 }] },
    ]);
    expect(limit?.rates[0]?.left).toBe(1_000_000 - ids.length);
    return ids;
  } finally {
    await store.close();
  }
}

// The file in every run, the server with the full counts.
for (const { name, programs, start } of stores.slice(0, runs(1, stores.length)))
  describeWithDaemon(programs, `processes on ${name}`, () => {
    let place: StorePlace;
    let address: string;
    beforeAll(async () => {
      place = await start();
    });
    afterAll(() => place.stop());
    const create = async () => {
      address = await place.fresh();
      await (await openStore(address, { create: true })).close();
    };

    test('that write at once leave a log without gaps', async ({ annotate }) => {
      await create();
      const count = runs(5, 100);
      const writers = Array.from({ length: 8 }, (_, i) => startWriter(address, `writer-${i}`, count));
      await Promise.all(writers.map(({ ended }) => ended));
      const all = writers.flatMap(({ acknowledged }) => acknowledged);
      expect(all).toHaveLength(8 * count);
      expect(await expectOnce(address, all)).toHaveLength(8 * count);
      await annotate(`longest wait ${Math.max(...writers.map(({ slowest }) => slowest()))} ms`);
    });

    test('that create it at once all get the same', async () => {
      address = await place.fresh();
      const opened = await Promise.all(Array.from({ length: 4 }, () => openStore(address, { create: true })));
      await opened[0]?.commit({ writes: [{ key: 'a', value: 1, version: 0 }] });
      for (const store of opened) {
        expect(await store.read('a')).toMatchObject({ value: 1 });
        await store.close();
      }
    });

    test('that are killed lose and double nothing that was confirmed', async () => {
      await create();
      const random = new Random(7);
      const wanted = runs(8, 500);
      const acknowledged: string[] = [];
      let kills = 0;
      while (acknowledged.length < wanted) {
        const writer = startWriter(address, `life-${kills}`, wanted);
        await writer.reached(1 + random.below(12));
        // Anywhere in the next ones.
        await pause(random.next() * 4);
        writer.process.kill('SIGKILL');
        await writer.ended;
        kills++;
        acknowledged.push(...writer.acknowledged);
        const ids = await expectOnce(address, acknowledged);
        // At most the one that was under way when it was killed is there without having been confirmed.
        expect(ids.length - acknowledged.length).toBeLessThanOrEqual(kills);
      }
    });
  });
