import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe } from 'vitest';

import { openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { limitStoreContract } from '../limit-store-contract.ts';
import { stateStoreContract } from '../state-store-contract.ts';

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sentinel-store-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const open = (name: string) => openSqliteStore(join(folder, name), { create: true });

  limitStoreContract(() => open('limits.db'));
  let count = 0;
  stateStoreContract(async () => {
    const name = `state-${++count}.db`;
    return { store: await open(name), again: () => open(name) };
  });
});

describe('memory', () => {
  stateStoreContract(async () => ({ store: await openSqliteStore(':memory:') }));
});
