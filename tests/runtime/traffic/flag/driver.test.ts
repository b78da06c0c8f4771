import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Assignment } from '../../../../src/plan/assignment.ts';
import type { Json } from '../../../../src/plan/audit.ts';
import { type Known, unknown } from '../../../../src/plan/value.ts';
import { DriverFailure, StoreFailure } from '../../../../src/runtime/failure.ts';
import type { StateStore } from '../../../../src/runtime/ports/stores.ts';
import type { Shift } from '../../../../src/runtime/ports/traffic.ts';
import { openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { descriptor } from '../../../../src/runtime/traffic/flag/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/flag/driver.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { driverContract } from '../driver-contract.ts';

const KEY = 'flag/shop/main';
const never = new AbortController().signal;
const roles = { stable: 'off', canary: 'on' };
const assignment: Assignment = {
  seed: 'shop/main/',
  by: ['actor'],
  overrides: [],
  audiences: [{ reaches: 100, splits: [] }],
  variants: [],
};
const flag = { policy: 'shop', rollout: 'main', assignment };

type FlagRecords = Pick<StateStore, 'read' | 'commit'>;

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 1, intent: '1-1' }, ...parts };
}

async function stand() {
  const store = await openSqliteStore(':memory:');
  onTestFinished(() => store.close());
  const open = (name?: string, rollout = 'main') =>
    openDriver(name === undefined ? {} : { name }, {
      flag: { ...flag, rollout },
      state: () => Promise.resolve(store),
    });
  return { store, open, driver: await open() };
}

/** A driver of a store in which something else stands under the name of the flag. */
const holding = (value: unknown) => async () => {
  const { store, driver } = await stand();
  await store.commit({ writes: [{ key: KEY, version: 0, value: value as Json }] });
  return driver;
};

/** Does what is asked, and says that nothing came of it. */
async function lost(work: Promise<unknown>): Promise<never> {
  await work;
  throw new StoreFailure('the answer is lost');
}

driverContract({
  descriptor,
  afterRestart: 30,
  loses: true,
  disbelieves: {
    'no store': () => openDriver({}, { flag, state: () => Promise.resolve(unknown('it is lost')) }),
    'a text': holding('x'),
    nothing: holding(null),
    'a flag that assigns nobody': holding({ flag: { ...flag, assignment: {} }, epoch: 1 }),
    'a flag without an epoch': holding({ flag: { ...flag, enabled: true, paused: false, position: 5 } }),
    'the flag of another': holding({ flag: { ...flag, rollout: 'other', position: 5 }, epoch: 1 }),
  },
  async stand() {
    const file = join(await temporaryFolder({}), 'state.db');
    let store = await openSqliteStore(file, { create: true });
    let isGone = false;
    let loses = false;
    onTestFinished(() => store.close());
    const state = (): Known<FlagRecords> => {
      if (isGone) return unknown('it is lost');
      if (!loses) return store;
      return { read: (key) => lost(store.read(key)), commit: (commit) => lost(store.commit(commit)) };
    };
    return {
      driver: await openDriver({}, { flag, state: () => Promise.resolve(state()) }),
      async meddle(share) {
        const record = await store.read(KEY);
        const value = { flag: { ...flag, enabled: true, paused: false, position: share }, epoch: 0 };
        await store.commit({
          writes: [{ key: KEY, version: record?.version ?? 0, value: value as never }],
        });
      },
      async restart() {
        await store.close();
        store = await openSqliteStore(file);
      },
      stop() {
        isGone = true;
        return Promise.resolve();
      },
      lose() {
        loses = true;
        return () => {
          loses = false;
        };
      },
    };
  },
});

describe('a flag in the store', () => {
  test('stands at 0 before it was ever shifted, and is read back by everybody', async () => {
    const { driver, open } = await stand();
    expect(driver.target).toBe('flag shop/main');
    expect(await driver.read(roles, never)).toEqual({ canary: 0 });
    expect(await driver.published?.(never)).toBeUndefined();
    await driver.shift(shift(10), never);
    await driver.shift(shift(10), never);
    expect(await (await open()).read(roles, never)).toEqual({ canary: 10 });
    expect(await (await open()).published?.(never)).toEqual({
      ...flag,
      enabled: true,
      paused: false,
      position: 10,
    });
  });

  test('is switched off by an eviction, and on by the next shift', async () => {
    const { driver } = await stand();
    await driver.shift(shift(30), never);
    await driver.shift(shift(0, { verb: 'evict' }), never);
    expect(await driver.published?.(never)).toMatchObject({ enabled: false, position: 0 });
    await driver.shift(shift(10, { from: 0 }), never);
    expect(await driver.published?.(never)).toMatchObject({ enabled: true, position: 10 });
  });

  test('is moved by nobody whose lease is over, nor raised from where it no longer is', async () => {
    const { driver } = await stand();
    await driver.shift(shift(30, { fence: { epoch: 2, intent: '1-1' } }), never);
    await expect(driver.shift(shift(50), never)).rejects.toThrow('epoch 1 is over, epoch 2 holds');
    const fence = { epoch: 2, intent: '1-2' };
    await expect(driver.shift(shift(50, { from: 20, fence }), never)).rejects.toThrow(
      'the flag stands at 30 and no longer at 20',
    );
    await driver.shift(shift(0, { from: 20, fence }), never);
    expect(await driver.read(roles, never)).toEqual({ canary: 0 });
  });

  test('belongs to one rollout, by its name', async () => {
    const { driver, open, store } = await stand();
    await driver.shift(shift(30), never);
    await expect((await open('shop/main', 'other')).read(roles, never)).rejects.toThrow(
      'the flag `shop/main` is that of shop/main',
    );
    expect(await (await open('apart', 'other')).read(roles, never)).toEqual({ canary: 0 });
    await store.commit({ writes: [{ key: 'flag/apart', version: 0, value: 'x' }] });
    await expect((await open('apart')).read(roles, never)).rejects.toThrow(
      'what the store holds as the flag `apart` is no flag',
    );
  });

  test('cannot be told or moved without its store', async () => {
    const lost = (state?: () => Promise<never>) => openDriver({}, { flag, ...(state && { state }) });
    await expect((await lost()).read(roles, never)).rejects.toThrow(DriverFailure);
    const unreachable = () => Promise.resolve(unknown('the store is lost: x') as never);
    await expect((await lost(unreachable)).read(roles, never)).rejects.toThrow('the store is lost: x');
    const failing = { read: () => Promise.reject(new StoreFailure('gone')) };
    await expect((await lost(() => Promise.resolve(failing as never))).read(roles, never)).rejects.toThrow(
      new DriverFailure('gone'),
    );
    const broken = { read: () => Promise.reject(new TypeError('no')) };
    await expect((await lost(() => Promise.resolve(broken as never))).shift(shift(1), never)).rejects.toThrow(
      TypeError,
    );
    await expect(openDriver({}, {})).rejects.toThrow('there is nobody to assign');
  });

  test('that changes under the hand is not overwritten', async () => {
    const { store } = await stand();
    const racing = {
      read: store.read.bind(store),
      commit: () => Promise.resolve({ committed: false }),
    };
    const driver = await openDriver({}, { flag, state: () => Promise.resolve(racing as never) });
    await expect(driver.shift(shift(10), never)).rejects.toThrow('the flag was changed meanwhile');
  });
});
