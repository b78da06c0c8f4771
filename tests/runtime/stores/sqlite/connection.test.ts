import type { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { StoreFailure } from '../../../../src/runtime/failure.ts';
import { SqliteConnection } from '../../../../src/runtime/stores/sqlite/connection.ts';
import type { Queue } from '../../../../src/runtime/stores/sqlite/queue.ts';

/** Answers each statement with the next result code of SQLite; 0 is success. */
function answering(codes: number[], queue?: Queue) {
  const asked: string[] = [];
  const answer = (sql: string) => {
    asked.push(sql);
    const code = sql === 'ROLLBACK' ? 0 : (codes.shift() ?? 0);
    if (code !== 0) throw Object.assign(new Error(`code ${code}`), { errcode: code });
  };
  const database = {
    exec: answer,
    prepare: (sql: string) => ({
      all: () => {
        answer(sql);
        return [{ clock: 7 }];
      },
    }),
  } as unknown as DatabaseSync;
  const clock = { now: () => 5 };
  const connection = new SqliteConnection({ database, place: 'state.db', clock, ...(queue && { queue }) });
  return { connection, asked };
}

const BUSY_SNAPSHOT = 517;
const IOERR_FSYNC = 1034;

test('a lock is awaited, when a transaction begins and when it is kept', async () => {
  const { connection, asked } = answering([5, 5, 0, BUSY_SNAPSHOT, 0, 0, 5, 0]);
  expect(await connection.begin('write')).toBe(7);
  await connection.commit();
  expect(asked.filter((sql) => sql === 'BEGIN IMMEDIATE')).toHaveLength(4);
  expect(asked.filter((sql) => sql === 'COMMIT')).toHaveLength(2);
});

test('after an error of the disk nothing more is asked of the file', async () => {
  const { connection, asked } = answering([0, 0, IOERR_FSYNC]);
  await connection.begin('write');
  await expect(connection.commit()).rejects.toThrow(
    new StoreFailure('`state.db`: the disk reports an error; look at the disk before going on'),
  );
  await connection.rollback();
  const before = asked.length;
  await expect(connection.begin('write')).rejects.toThrow('the disk reports an error');
  await expect(connection.begin('read')).rejects.toThrow('the disk reports an error');
  expect(asked).toHaveLength(before);
});

const broken = (): never => {
  throw new Error('the disk is read-only');
};
const brokenQueues: readonly (readonly [string, object])[] = [
  [
    'cannot be looked at',
    {
      get isEmpty() {
        return broken();
      },
      draw: broken,
    },
  ],
  ['gives no ticket', { isEmpty: false, draw: broken }],
  ['cannot be counted', { isEmpty: false, draw: () => ({ ahead: broken, leave: () => undefined }) }],
  ['keeps its ticket', { isEmpty: false, draw: () => ({ ahead: () => 0, leave: broken }) }],
];

test.each(brokenQueues)(
  'a queue that %s leaves no transaction open, and keeps nobody out',
  async (_, queue) => {
    const { connection, asked } = answering([5, 0, 0, 0], queue as Queue);
    expect(await connection.begin('write')).toBe(7);
    await connection.commit();
    expect(asked.filter((sql) => /^[A-Z]+( IMMEDIATE)?$/u.test(sql))).toEqual([
      'BEGIN IMMEDIATE',
      'BEGIN IMMEDIATE',
      'COMMIT',
    ]);
  },
);
