import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { lastFacts } from '../../src/app/last-facts.ts';
import { unknown } from '../../src/plan/value.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';

const entry = (policy: string, facts: Record<string, unknown>) => ({
  type: 'decision',
  actor: { name: 'ada', verified: false },
  policy,
  subject: {},
  why: 'Safe: all gates pass.',
  data: { facts: JSON.parse(JSON.stringify(facts)) as Record<string, never> },
});

test('the facts of the last decision about the policy', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'sentinel.yaml');
  const host = hostIn(folder);
  expect(await lastFacts(path, 'shop', host)).toBeUndefined();
  await mkdir(join(folder, '.sentinel'));
  const file = join(folder, '.sentinel', 'state.db');
  const store = await openSqliteStore(file, { create: true });
  await store.commit({
    audit: [
      entry('shop', { 'disk.used': 0.5 }),
      entry('shop', { 'disk.used': 0.9, api: unknown('refused') }),
      entry('other', { 'disk.used': 0.1 }),
    ],
  });
  await store.close();
  const last = await lastFacts(path, 'shop', host);
  expect(last?.facts).toEqual(
    new Map<string, unknown>([
      ['disk.used', 0.9],
      ['api', unknown('refused')],
    ]),
  );
  expect(await lastFacts(path, 'nobody', host)).toBeUndefined();
});

test('a store that cannot be read tells nothing', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.sentinel'));
  await writeFile(join(folder, '.sentinel', 'state.db'), 'this is no store');
  expect(await lastFacts(join(folder, 'sentinel.yaml'), 'shop', hostIn(folder))).toBeUndefined();
});
