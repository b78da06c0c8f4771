import { afterAll, beforeAll } from 'vitest';

import { openPostgresqlStore } from '../../../../src/runtime/stores/postgresql/store.ts';
import { describeWithDaemon, type PostgresDaemon, startPostgres } from '../../../support/daemons.ts';
import { limitStoreContract } from '../limit-store-contract.ts';

describeWithDaemon(['postgres', 'initdb', 'psql'], 'PostgreSQL', () => {
  let server: PostgresDaemon;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  limitStoreContract(() => openPostgresqlStore(server.url, { create: true }));
});
