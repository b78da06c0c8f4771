import { describe, expect, test } from 'vitest';

import { StoreFailure } from '../../../src/runtime/failure.ts';
import { type Connection, Database } from '../../../src/runtime/stores/database.ts';

/** Notes what is asked of it; what `failing` names rejects so many times. */
class NotedConnection implements Connection {
  readonly notes: string[] = [];
  readonly #failing: Map<string, number>;
  room = 0;

  constructor(failing: Readonly<Record<string, number>> = {}) {
    this.#failing = new Map(Object.entries(failing));
  }

  async begin(mode: string): Promise<number> {
    await this.#note(`begin ${mode}`);
    return 5;
  }

  async all(sql: string): Promise<readonly never[]> {
    if (!sql.startsWith('UPDATE store SET clock')) await this.#note(sql);
    return [];
  }

  commit(): Promise<void> {
    return this.#note('commit');
  }

  rollback(): Promise<void> {
    return this.#note('rollback');
  }

  makeRoom(): Promise<boolean> {
    return Promise.resolve(this.room-- > 0);
  }

  close(): Promise<void> {
    return this.#note('close');
  }

  #note(what: string): Promise<void> {
    this.notes.push(what);
    const left = this.#failing.get(what) ?? 0;
    this.#failing.set(what, left - 1);
    return left > 0 ? Promise.reject(new StoreFailure(`${what} failed`)) : Promise.resolve();
  }
}

const writing = (database: Database, sql: string, options = {}) =>
  database.write(async (session) => {
    await session.run(sql);
    return sql;
  }, options);

describe('transactions', () => {
  test('that wait while one is under way become one', async () => {
    const connection = new NotedConnection();
    const database = new Database(connection);
    const results = ['a', 'b', 'c'].map((sql) => writing(database, sql));
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
    expect(connection.notes.join(' ')).toBe('begin write a commit begin write b c commit');
  });

  test('keep their order, and what reads runs by itself', async () => {
    const connection = new NotedConnection();
    const database = new Database(connection);
    await Promise.all([
      writing(database, 'a'),
      writing(database, 'b'),
      database.read((session) => session.all('r')),
      database.read((session) => session.all('s')),
      writing(database, 'c'),
    ]);
    expect(connection.notes.filter((note) => note.length === 1).join('')).toBe('abrsc');
    expect(connection.notes.filter((note) => note === 'begin read')).toHaveLength(2);
  });

  test('that change nothing keep nothing', async () => {
    const connection = new NotedConnection();
    const now = await new Database(connection).write((session) => Promise.resolve(session.now));
    expect(now).toBe(5);
    expect(connection.notes).toEqual(['begin write', 'rollback']);
  });

  test('one that fails does not take the others with it', async () => {
    const connection = new NotedConnection({ bad: 2 });
    const database = new Database(connection);
    const results = await Promise.allSettled(
      ['first', 'good', 'bad', 'fine'].map((sql) => writing(database, sql)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('after a commit that failed nothing is tried again, as it may have been kept', async () => {
    const connection = new NotedConnection({ commit: 1 });
    const database = new Database(connection);
    await expect(writing(database, 'a')).rejects.toThrow('commit failed');
    expect(connection.notes).toEqual(['begin write', 'a', 'commit', 'rollback']);
    expect(await writing(database, 'b')).toBe('b');
  });

  test('what is urgent is tried again where room could be made, once', async () => {
    const connection = new NotedConnection({ a: 3 });
    connection.room = 1;
    const database = new Database(connection);
    await expect(writing(database, 'a')).rejects.toThrow('a failed');
    await expect(writing(database, 'a', { urgent: true })).rejects.toThrow('a failed');
    expect(connection.notes.filter((note) => note === 'a')).toHaveLength(3);
    connection.room = 1;
    expect(await writing(database, 'a', { urgent: true })).toBe('a');
  });

  test('end before it closes, and none begins after', async () => {
    const connection = new NotedConnection();
    const database = new Database(connection);
    const last = writing(database, 'a');
    await database.close();
    expect(await last).toBe('a');
    expect(connection.notes.at(-1)).toBe('close');
    await expect(writing(database, 'b')).rejects.toThrow('the store is closed');
  });
});
