import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { Queue } from '../../../../src/runtime/stores/sqlite/queue.ts';
import { temporaryFolder } from '../../../support/folder.ts';

test('those who wait are served in the order in which they came', async () => {
  const queue = new Queue(join(await temporaryFolder(), 'state.db'));
  expect(queue.isEmpty).toBe(true);
  const [first, second, third] = [queue.draw(), queue.draw(), queue.draw()];
  expect([first, second, third].map((ticket) => ticket.ahead())).toEqual([0, 1, 2]);
  second.leave();
  expect(third.ahead()).toBe(1);
  first.leave();
  expect(third.ahead()).toBe(0);
  expect(queue.isEmpty).toBe(false);
  third.leave();
  expect(queue.isEmpty).toBe(true);
});

test('the ticket of a process that is gone holds nobody up', async () => {
  const folder = await temporaryFolder();
  const queue = new Queue(join(folder, 'state.db'));
  queue.draw();
  const [name = ''] = await readdir(join(folder, 'state.db-queue'));
  const long = new Date(Date.now() - 5_000);
  await utimes(join(folder, 'state.db-queue', name), long, long);
  const ticket = queue.draw();
  expect(ticket.ahead()).toBe(0);
  expect(await readdir(join(folder, 'state.db-queue'))).toHaveLength(1);
});
