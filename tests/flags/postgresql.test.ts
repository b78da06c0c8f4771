/** Readers of a real PostgreSQL. */
import { expect, onTestFinished, test } from 'vitest';
import { openFlags } from '../../src/flags/index.ts';
import type { Assignment } from '../../src/plan/assignment.ts';
import { openPostgresqlStore } from '../../src/runtime/stores/postgresql/store.ts';
import { openDriver } from '../../src/runtime/traffic/flag/driver.ts';
import { describeWithDaemon, startPostgres } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';

const assignment: Assignment = {
  seed: 'shop/main/',
  by: ['actor'],
  overrides: [],
  audiences: [{ reaches: 100, splits: [] }],
  variants: [],
};

describeWithDaemon(['postgres'], 'readers of a PostgreSQL', () => {
  test.skipIf(skipUnlessProving)('see what was published there', async () => {
    const daemon = await startPostgres();
    onTestFinished(daemon.stop);
    const url = await daemon.freshDatabase();
    const store = await openPostgresqlStore(url, { create: true });
    onTestFinished(() => store.close());
    const driver = await openDriver(
      { name: 'new' },
      { flag: { policy: 'shop', rollout: 'main', assignment }, state: () => Promise.resolve(store) },
    );
    const flags = openFlags({ store: url, refresh: 0 });
    onTestFinished(() => flags.close());
    expect(await flags.decide('new', { actor: 'ada' })).toMatchObject({ error: { code: 'FLAG_NOT_FOUND' } });
    const roles = { stable: 'off', canary: 'on' };
    const fence = { epoch: 1, intent: '1-1' };
    await driver.shift({ roles, weight: 100, verb: 'shift', fence }, new AbortController().signal);
    await flags.load('new');
    expect(await flags.decide('new', { actor: 'ada' })).toMatchObject({ in: true, reason: 'SPLIT' });
  });
});
