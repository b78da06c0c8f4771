import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type StoreNeeds, storesFor, withStores } from '../../../src/app/store/stores.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import type { Stores } from '../../../src/runtime/engine/world.ts';
import { StoreFailure } from '../../../src/runtime/failure.ts';
import { temporaryFolder, writeFiles } from '../../support/folder.ts';
import { hostIn, type TestHost } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

async function access(
  parts: Partial<StoreNeeds> & { host?: TestHost; env?: Readonly<Record<string, string>> },
) {
  const { env, host, ...needs } = parts;
  const root = needs.root ?? (await temporaryFolder());
  const one = await storesFor(
    { flags: {}, operator: {}, root, records: true, ...needs },
    host ?? hostIn(root, env),
  );
  onTestFinished(() => one.close());
  return { root, access: one };
}

function opened(stores: unknown): Stores {
  expect(isUnknown(stores)).toBe(false);
  return stores as Stores;
}

describe('the store in a file', () => {
  test('is created when something is recorded, with a notice, and keeps itself out of git', async () => {
    const first = await access({});
    const { state, limits } = opened(await first.access.open());
    expect(limits).toBe(state);
    expect(first.access.takeDiagnostics()).toMatchObject([{ code: 'SEN2404', severity: 'info' }]);
    expect(first.access.takeDiagnostics()).toEqual([]);
    expect(await readFile(join(first.root, '.sentinel/.gitignore'), 'utf8')).toBe('*\n');
    expect(first.access.report).toMatchObject({
      kind: 'sqlite',
      place: '.sentinel/state.db',
      from: 'beside the policy',
    });
    const second = await access({ root: first.root });
    opened(await second.access.open());
    expect(second.access.takeDiagnostics()).toEqual([]);
  });

  test('that is not there reads as empty, and stays away', async () => {
    const { root, access: reading } = await access({ records: false, forgetful: 'the limits of `shop`' });
    const { state } = opened(await reading.open());
    expect(await state.list('')).toEqual([]);
    expect(existsSync(join(root, '.sentinel'))).toBe(false);
  });

  test('that is named gets no `.gitignore` beside it', async () => {
    const { root, access: named } = await access({ flags: { store: 'sqlite:state.db' } });
    opened(await named.open());
    expect(existsSync(join(root, 'state.db'))).toBe(true);
    expect(existsSync(join(root, '.gitignore'))).toBe(false);
    expect(named.report).toMatchObject({ from: '--store' });
  });

  test('that is something else is lost, not empty', async () => {
    const root = await temporaryFolder();
    await writeFiles(root, {
      '.sentinel/state.db': 'a shopping list, which is no store of anything\n'.repeat(40),
    });
    const { access: lost } = await access({ root });
    expect(isUnknown(await lost.open())).toBe(true);
    expect(lost.takeDiagnostics()).toMatchObject([{ code: 'SEN2402', severity: 'error' }]);
    expect(lost.report).toBeUndefined();
  });

  test('that is a server whose password is no text in a URL is refused, and the password not shown', async () => {
    const env = { SENTINEL_STORE: 'postgres://ann:hunter%zz@127.0.0.1:1/db' };
    const refused = await refusedWith(access({ env }));
    expect(refused).toMatchObject([{ code: 'SEN2401', message: 'SENTINEL_STORE is not the URL of a store' }]);
  });

  test('that cannot be created is lost', async () => {
    const root = await temporaryFolder({ '.sentinel': 'a file' });
    const { access: lost } = await access({ root });
    expect(isUnknown(await lost.open())).toBe(true);
    expect(lost.takeDiagnostics()).toMatchObject([
      { code: 'SEN2402', message: expect.stringContaining('cannot be created (EEXIST)') },
    ]);
  });
});

test('stores that are lost while they are worked in are a refusal, and are closed', async () => {
  const root = await temporaryFolder();
  const one = await storesFor({ flags: {}, operator: {}, root, records: true }, hostIn(root));
  let state: Stores['state'] | undefined;
  const lost = withStores(one, async (stores) => {
    state = stores.state;
    await stores.state.now();
    throw new StoreFailure('gone');
  });
  expect(await refusedWith(lost)).toMatchObject([{ code: 'SEN2402', message: 'the store is lost: gone' }]);
  await expect(state?.read('any')).rejects.toThrow('the store is closed');
});

describe('where CI is set', () => {
  const forgetful = 'the limits of `shop`';

  test('a new file is refused for what it would forget, and names the variable', async () => {
    for (const records of [true, false])
      expect(await refusedWith(access({ env: { CI: 'true' }, forgetful, records }))).toMatchObject([
        {
          code: 'SEN2403',
          message:
            'the store `.sentinel/state.db` would begin anew in this build, and forget the limits of `shop`',
          help: expect.stringContaining('SENTINEL_STORE'),
        },
      ]);
  });

  test.each([
    ['it may be new', { flags: { ephemeralStore: true }, forgetful }],
    ['nothing is forgotten', {}],
    ['it is set to nothing', { env: { CI: '' }, forgetful }],
    ['it is set to false', { env: { CI: 'false' }, forgetful }],
  ])('unless %s', async (_, parts) => {
    const { access: allowed } = await access({ env: { CI: '1' }, ...parts });
    opened(await allowed.open());
  });

  test('one that exists is used', async () => {
    const before = await access({});
    opened(await before.access.open());
    const { access: again } = await access({ root: before.root, env: { CI: '1' }, forgetful });
    opened(await again.open());
  });

  test('the notice says that it goes with the machine', async () => {
    const { access: fresh } = await access({ env: { CI: '1' } });
    await fresh.open();
    expect(fresh.takeDiagnostics()).toMatchObject([{ help: expect.stringContaining('SENTINEL_STORE') }]);
  });
});

describe('clocks', () => {
  /** A host whose clock goes wrong by so much after the store was created with the right one. */
  async function skewed(ms: number) {
    const { root, access: right } = await access({});
    opened(await right.open());
    const { state } = opened(await right.open());
    await state.commit({ writes: [{ key: 'a', version: 0, value: 1 }] });
    const host = hostIn(root);
    const clock = Object.create(host.clock) as typeof host.clock;
    clock.now = () => host.clock.now() - ms;
    const { access: wrong } = await access({ root, host: { ...host, clock } });
    await wrong.open();
    return wrong.takeDiagnostics().map(({ code, message }) => `${code} ${message}`);
  }

  test('may differ a little', async () => {
    expect(await skewed(5_000)).toEqual([]);
  });

  test('that differ are told, that differ much stop the run', async () => {
    expect(await skewed(12_000)).toEqual([
      'SEN2405 the clock of this machine is 12 s behind that of the store',
    ]);
    expect(await skewed(60_000)).toMatchObject([expect.stringContaining('SEN2405')]);
    expect(await skewed(3_600_000)).toEqual([
      'SEN2406 the clock of this machine is 1 h behind that of the store',
    ]);
  });
});
