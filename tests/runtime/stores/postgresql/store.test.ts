import { afterAll, beforeAll } from 'vitest';

import { openPostgresqlStore } from '../../../../src/runtime/stores/postgresql/store.ts';
import { describeWithDaemon, type PostgresDaemon, startPostgres } from '../../../support/daemons.ts';
import { limitStoreContract } from '../limit-store-contract.ts';
import { stateStoreContract } from '../state-store-contract.ts';

describeWithDaemon(['postgres', 'initdb', 'psql'], 'PostgreSQL', () => {
  let server: PostgresDaemon;
  beforeAll(async () => {
    // What is asked here is not whether the disk keeps it.
    server = await startPostgres(['fsync=off']);
  });
  afterAll(() => server.stop());
  const open = (url: string) => openPostgresqlStore(url, { create: true });

  limitStoreContract(() => open(server.url));
  stateStoreContract(async () => {
    const url = await server.freshDatabase();
    return { store: await open(url), again: () => open(url) };
  });
});
