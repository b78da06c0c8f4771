import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe } from 'vitest';

import { openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { limitStoreContract } from '../limit-store-contract.ts';

describe('a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sentinel-store-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const open = () => openSqliteStore(join(folder, 'state.db'), { create: true });

  limitStoreContract(open);
});
