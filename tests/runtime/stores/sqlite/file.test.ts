/** What can be wrong with a file, and what the disk can do to it. */
import { execFileSync } from 'node:child_process';
import { statSync, truncateSync } from 'node:fs';
import { chmod, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describe, expect, onTestFinished, test } from 'vitest';

import { StoreFailure, StoreMissing } from '../../../../src/runtime/failure.ts';
import { migrate } from '../../../../src/runtime/stores/sqlite/setup.ts';
import { steps } from '../../../../src/runtime/stores/sqlite/schema.ts';
import { migrateSqliteStore, openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { wholeChain } from '../../../support/chain.ts';
import { temporaryFolder } from '../../../support/folder.ts';

const draft = (why: string) => ({
  type: 'step',
  actor: { name: 'ada', verified: false },
  subject: {},
  why,
});

/** The path of a store with some content, closed. */
async function filled(folder: string): Promise<string> {
  const file = join(folder, 'state.db');
  const store = await openSqliteStore(file, { create: true });
  const writes = Array.from({ length: 300 }, (_, i) => ({
    key: `key/${i}`,
    value: 'x'.repeat(100),
    version: 0,
  }));
  await store.commit({ writes, audit: [draft('one')] });
  await store.close();
  return file;
}

/** Opens it and writes something. */
async function written(file: string): Promise<void> {
  const store = await openSqliteStore(file);
  try {
    await store.commit({ audit: [draft('more')] });
  } finally {
    await store.close();
  }
}

function pragma(file: string, statement: string): unknown {
  const database = new DatabaseSync(file);
  try {
    return Object.values(database.prepare(`PRAGMA ${statement}`).get() ?? {})[0];
  } finally {
    database.close();
  }
}

describe('a file', () => {
  test('that is not there is missing, unless it may be created', async () => {
    const file = join(await temporaryFolder(), 'state.db');
    await expect(openSqliteStore(file)).rejects.toThrow(StoreMissing);
    await expect(migrateSqliteStore(file)).rejects.toThrow(StoreMissing);
    await expect(openSqliteStore(file, { shown: 'state.db' })).rejects.toThrow(
      '`state.db`: there is no such file',
    );
    await (await openSqliteStore(file, { create: true })).close();
    await (await openSqliteStore(file)).close();
  });

  test('is its owner’s, and leaves no draft behind', async () => {
    const folder = await temporaryFolder();
    await filled(folder);
    expect((await readdir(folder)).toSorted()).toEqual(['state.db', 'state.db-reserve']);
    for (const name of await readdir(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('has settings under which what was confirmed survives', async () => {
    const file = await filled(await temporaryFolder());
    expect(pragma(file, 'journal_mode')).toBe('wal');
    expect(pragma(file, 'application_id')).toBe(0x53_4e_54_4c);
    expect(pragma(file, 'user_version')).toBe(steps.length);
  });

  test('in a directory that does not exist', async () => {
    const file = join(await temporaryFolder(), 'nowhere/state.db');
    await expect(openSqliteStore(file, { create: true })).rejects.toThrow('its directory does not exist');
  });

  test.each<[string, (file: string) => unknown, string]>([
    ['is empty', (file) => writeFile(file, ''), 'not a store of sentinel'],
    ['is a text', (file) => writeFile(file, 'hello '.repeat(500)), 'not a store of sentinel'],
    ['is another database', (file) => pragma(file, 'application_id = 7'), 'not a store of sentinel'],
    ['is cut', (file) => truncateSync(file, 3 * 4096), 'damaged'],
    [
      'was written by a newer version',
      (file) => pragma(file, 'user_version = 99'),
      'a newer sentinel (schema 99',
    ],
    [
      'was written by an older version',
      (file) => pragma(file, 'user_version = 0'),
      'run `sentinel store migrate`',
    ],
  ])('that %s is refused and stays as it is', async (_, spoil, message) => {
    const file = await filled(await temporaryFolder());
    await spoil(file);
    const before = await readFile(file);
    await expect(openSqliteStore(file, { create: true })).rejects.toThrow(message);
    await expect(openSqliteStore(file)).rejects.toThrow(StoreFailure);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  test('with a damaged page says so when the page is read', async () => {
    const file = await filled(await temporaryFolder());
    const handle = await open(file, 'r+');
    const { size } = await handle.stat();
    for (let page = 8; page < size / 4096; page++)
      await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    await handle.close();
    const read = async () => {
      const store = await openSqliteStore(file);
      try {
        return await store.list('');
      } finally {
        await store.close();
      }
    };
    await expect(read()).rejects.toThrow('damaged');
  });

  test('with numbers that cannot be held exactly is damaged', async () => {
    const file = await filled(await temporaryFolder());
    const database = new DatabaseSync(file);
    database.exec('UPDATE records SET version = 9007199254740993');
    database.close();
    const store = await openSqliteStore(file);
    await expect(store.read('key/1')).rejects.toThrow(StoreFailure);
    await store.close();
  });

  test('of a newer version is not brought back', async () => {
    const file = await filled(await temporaryFolder());
    pragma(file, 'user_version = 99');
    await expect(migrateSqliteStore(file)).rejects.toThrow('a newer sentinel');
    expect(pragma(file, 'user_version')).toBe(99);
  });

  // Root may write everywhere.
  test.skipIf(process.getuid?.() === 0)('that may not be written says so', async () => {
    const folder = await temporaryFolder();
    const file = await filled(folder);
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o444);
    await chmod(folder, 0o555);
    onTestFinished(() => chmod(folder, 0o755));
    await expect(written(file)).rejects.toThrow('look at the permissions of the file and its directory');
  });
});

describe('a clock', () => {
  test('that is set back stands still in the store', async () => {
    const file = join(await temporaryFolder(), 'state.db');
    const clock = { time: 1_000_000, now: () => clock.time };
    const store = await openSqliteStore(file, { create: true, clock });
    const limit = { key: 'limit', rates: [{ count: 1, per: 1_000 }] };
    clock.time += 5_000;
    expect(await store.admit('1', [limit])).toMatchObject({ admitted: true, at: 1_005_000 });
    clock.time -= 3_000;
    expect(await store.now()).toBe(1_005_000);
    expect(await store.admit('2', [limit])).toMatchObject({ admitted: false, at: 1_005_000 });
    clock.time += 3_999;
    expect(await store.admit('3', [limit])).toMatchObject({ admitted: false });
    clock.time += 1;
    expect(await store.admit('4', [limit])).toMatchObject({ admitted: true, at: 1_006_000 });
    await store.close();
  });

  test('what has left its window is kept no longer than once more its length', async () => {
    const file = join(await temporaryFolder(), 'state.db');
    const clock = { time: 1_000_000, now: () => clock.time };
    const store = await openSqliteStore(file, { create: true, clock });
    for (let i = 0; i < 100; i++, clock.time += 100)
      await store.admit(`${i}`, [{ key: 'limit', rates: [{ count: 20, per: 1_000 }] }]);
    await store.close();
    const database = new DatabaseSync(file);
    const [row] = database
      .prepare('SELECT count(*) AS rows, max(at) - min(at) AS span FROM admissions')
      .all();
    expect(row?.['span']).toBeLessThan(2_000);
    expect(row?.['rows']).toBeGreaterThanOrEqual(10);
    database.close();
  });

  test('keys that nobody asks for any more are cleared away', async () => {
    const file = join(await temporaryFolder(), 'state.db');
    const clock = { time: 1_000_000, now: () => clock.time };
    const store = await openSqliteStore(file, { create: true, clock });
    const limit = (key: string) => ({ key, rates: [{ count: 5, per: 1_000 }] });
    for (let i = 0; i < 10; i++) await store.admit(`${i}`, [limit(`version=${i}`)]);
    clock.time += 2_000;
    await store.admit('last', [limit('other')]);
    await store.close();
    const database = new DatabaseSync(file);
    expect(database.prepare('SELECT key FROM admissions').all()).toEqual([{ key: 'other' }]);
    expect(database.prepare('SELECT key FROM limits').all()).toEqual([{ key: 'other' }]);
    database.close();
  });
});

describe('migration', () => {
  test('goes all steps that are missing, or none', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, ['CREATE TABLE a (x)']);
    expect(() => migrate(database, ['', 'CREATE TABLE b (x)', 'CREATE TABLE nonsense'])).toThrow(
      'incomplete input',
    );
    const names = () =>
      database
        .prepare('SELECT name FROM sqlite_schema ORDER BY name')
        .all()
        .map(({ name }) => name);
    expect(names()).toEqual(['a']);
    migrate(database, ['', 'CREATE TABLE b (x)', 'CREATE TABLE c (x)']);
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
    database.close();
  });
});

/** A small file system of its own, if this user may have one. */
function mountable(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const canMount = mountable();

describe.skipIf(!canMount)(canMount ? 'a disk' : 'a disk (skipped: nothing can be mounted)', () => {
  async function smallDisk(): Promise<string> {
    const folder = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', folder]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
    return folder;
  }

  /** Takes what is left of it. */
  async function fill(folder: string): Promise<void> {
    const handle = await open(join(folder, 'filler'), 'w');
    try {
      for (;;) await handle.write(Buffer.alloc(4096));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    } finally {
      await handle.close();
    }
  }

  test('that is full is told, keeps what was confirmed, and still takes a roll-back', async () => {
    const folder = await smallDisk();
    const file = await filled(folder);
    const store = await openSqliteStore(file);
    expect((await store.info()).caveats.join()).not.toContain('no room');
    await store.commit({ audit: [draft('two')] });
    await fill(folder);
    const big = { writes: [{ key: 'big', value: 'x'.repeat(100_000), version: 0 }], audit: [draft('three')] };
    await expect(store.commit(big)).rejects.toThrow('the disk is full; make room and try again');
    expect(await store.read('big')).toBeUndefined();
    expect(await wholeChain(store)).toHaveLength(2);
    expect(await store.commit({ ...big, urgent: true })).toMatchObject({ committed: true });
    // There is nothing more to give back, and the next one says so.
    await fill(folder);
    const bigger = {
      writes: [{ key: 'bigger', value: 'x'.repeat(900_000), version: 0 }],
      urgent: true,
    } as const;
    await expect(store.commit(bigger)).rejects.toThrow('the disk is full');
    await rm(join(folder, 'filler'));
    expect(await store.commit(bigger)).toMatchObject({ committed: true });
    expect(await wholeChain(store)).toHaveLength(3);
    await store.close();
    // Opened again it has taken its reserve again.
    await (await openSqliteStore(file)).close();
    expect(await readdir(folder)).toContain('state.db-reserve');
    expect(pragma(file, 'integrity_check')).toBe('ok');
  });

  test('that was full before it is opened still takes a roll-back, again and again', async () => {
    const folder = await smallDisk();
    const file = await filled(folder);
    await (await openSqliteStore(file)).close();
    for (let version = 0; version < 3; version++) {
      await fill(folder);
      const store = await openSqliteStore(file);
      await fill(folder);
      const write = { key: 'back', value: 'x'.repeat(10_000), version };
      expect(await store.commit({ writes: [write], urgent: true })).toMatchObject({ committed: true });
      await store.close();
    }
    expect(pragma(file, 'integrity_check')).toBe('ok');
  });

  test('on which nothing can be created', async () => {
    const folder = await smallDisk();
    await fill(folder);
    const file = join(folder, 'state.db');
    await expect(openSqliteStore(file, { create: true })).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual(['filler']);
    await rm(join(folder, 'filler'));
    await (await openSqliteStore(file, { create: true })).close();
  });

  test('that takes no writes says so, and the store is as it was', async () => {
    const folder = await smallDisk();
    const file = await filled(folder);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    await expect(written(file)).rejects.toThrow('look at the permissions of the file and its directory');
    const fresh = openSqliteStore(join(folder, 'other.db'), { create: true });
    await expect(fresh).rejects.toThrow('the file system takes no writes');
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    await written(file);
  });

  test('without room for the reserve says so', async () => {
    const folder = await smallDisk();
    const file = await filled(folder);
    await rm(`${file}-reserve`);
    await fill(folder);
    truncateSync(join(folder, 'filler'), statSync(join(folder, 'filler')).size - 120_000);
    const store = await openSqliteStore(file);
    expect((await store.info()).caveats.join()).toContain('no room to set aside');
    await store.close();
    expect(await readdir(folder)).not.toContain('state.db-reserve');
  });
});
