import { afterAll, beforeAll } from 'vitest';

import { openRedis } from '../../../../src/runtime/stores/redis/store.ts';
import { type Daemon, describeWithDaemon, startRedis } from '../../../support/daemons.ts';
import { limitStoreContract } from '../limit-store-contract.ts';

describeWithDaemon(['redis-server'], 'Redis', () => {
  let server: Daemon;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  limitStoreContract(() => openRedis(server.url));
});
