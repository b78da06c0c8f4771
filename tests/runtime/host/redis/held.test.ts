import { expect, test } from 'vitest';

import { StoreFailure } from '../../../../src/runtime/failure.ts';
import type { Connection } from '../../../../src/runtime/host/redis/connection.ts';
import { HeldConnection } from '../../../../src/runtime/host/redis/held.ts';

function connections() {
  const opened: { open: boolean; send: Connection['send']; close: () => void }[] = [];
  const held = new HeldConnection(() => {
    const connection = {
      open: true,
      send: () => Promise.resolve([]),
      close() {
        connection.open = false;
      },
    };
    opened.push(connection);
    return Promise.resolve(connection);
  });
  return { held, opened };
}

test('those that ask at once share one, which is replaced once when it has ended', async () => {
  const { held, opened } = connections();
  const together = () => Promise.all(Array.from({ length: 5 }, () => held.get()));
  expect(new Set(await together())).toEqual(new Set(opened));
  opened[0]?.close();
  expect(new Set(await together())).toEqual(new Set(opened.slice(1)));
  expect(opened).toHaveLength(2);
});

test('one that could not be opened is tried again', async () => {
  let tries = 0;
  const held = new HeldConnection(() => Promise.reject(new StoreFailure(`try ${++tries}`)));
  await expect(held.get()).rejects.toThrow('try 1');
  await expect(held.get()).rejects.toThrow('try 2');
  await held.close();
});

test('nothing is opened once it is closed', async () => {
  const { held, opened } = connections();
  const first = await held.get();
  await held.close();
  expect(first.open).toBe(false);
  await expect(held.get()).rejects.toThrow(new StoreFailure('the store is closed'));
  expect(opened).toHaveLength(1);
});
