/** What the record of a start does where another writes to the store at the same moment. */
import { afterEach, expect, test } from 'vitest';

import { Run } from '../../../src/app/run/course.ts';
import { RunRecord } from '../../../src/app/run/record.ts';
import type { PreparedStart } from '../../../src/app/rollout/start.ts';
import type { StoredRollout } from '../../../src/runtime/engine/rollout/stored.ts';
import type { ManagedStore, StateStore } from '../../../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../../../src/runtime/stores/sqlite/store.ts';
import { requestWith } from '../../support/host.ts';
import { dev, policy, project } from '../../support/project.ts';

const hourly = `${policy}limits: { hourly: { at_most: 1 per 1h } }\n`;
const verdict = 'verdict/shop/shop/dev/v1.2.3';
const rollout = 'rollout/shop/main/dev';
let opened: ManagedStore | undefined;

afterEach(() => opened?.close());

/** A start of `dev`, judged and ready to be recorded, and the store in which another writes `key` right before each of `times` commits. */
async function start(key: string, times: number) {
  const { host } = await project({ 'sentinel.yaml': hourly });
  const run = await Run.start('apply', { ...requestWith(dev), shadow: false }, host);
  await run.judge('act');
  await run.close();
  const store = (opened = await openSqliteStore(':memory:', { clock: host.clock }));
  let commits = 0;
  const state: StateStore = {
    ...store,
    commit: async (commit) => {
      if (commits++ > 9) throw new Error('it is asked for again and again');
      if (commits <= times) {
        const version = (await store.read(key))?.version ?? 0;
        await store.commit({ writes: [{ key, version, value: { safe: null, revoked: false } }] });
      }
      return store.commit(commit);
    },
  };
  const record = new RunRecord(run.context, { state, limits: state }, host.redactor);
  const stored = {
    attempt: 'a1',
    identity: { policy: 'shop', rollout: 'main', env: 'dev', workload: 'shop' },
    release: { version: 'v1.2.3' },
  } as Partial<StoredRollout> as StoredRollout;
  const prepared: PreparedStart = { stored, writes: [{ key: rollout, version: 0, value: {} }], audit: [] };
  const { evaluation } = run;
  return {
    store,
    start: () => record.start({ evaluation, outcome: 'started', rollouts: [prepared] }),
    commits: () => commits,
  };
}

test('that others start the same release at the same moment does not refuse it', async () => {
  const { store, start: begin, commits } = await start(verdict, 3);
  expect(await begin()).toBe(true);
  expect(commits()).toBe(4);
  expect(await store.read(verdict)).toMatchObject({ version: 4, value: { safe: { attempts: ['a1'] } } });
  expect(await store.read(rollout)).toMatchObject({ version: 1 });
  const types = (await store.entriesAfter(0, 9)).map(
    ({ text }) => (JSON.parse(text) as { type: string }).type,
  );
  expect(types).toEqual(['decision', 'admission']);
});

test('that another began the same rollout is judged again, and consumes nothing', async () => {
  const { store, start: begin, commits } = await start(rollout, 1);
  expect(await begin()).toBe(false);
  expect(commits()).toBe(1);
  expect(await store.read(verdict)).toBeUndefined();
  expect(await store.entriesAfter(0, 9)).toEqual([]);
});
