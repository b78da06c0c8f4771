import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import {
  auditAnchor,
  backupStore,
  freeze,
  type Host,
  initStore,
  migrateStore,
  type Restoration,
  restoreStore,
  storeInfo,
  unfreeze,
  verifyAudit,
} from '../../../src/app/index.ts';
import { EMPTY_HEAD } from '../../../src/plan/audit.ts';
import { keeperRequest } from '../../support/keeper.ts';
import { project } from '../../support/project.ts';
import { refusedWith } from '../../support/refusal.ts';
import { auditOf, inStore } from '../../support/store.ts';

const stop = { until: '2h', reason: 'the database is down', actor: 'ann' };

const backup = (host: Host, file = 'kept.backup') => backupStore(keeperRequest({ file }), host);
const restore = (host: Host, confirm: (of: Restoration) => boolean = () => true, file = 'kept.backup') =>
  restoreStore(
    keeperRequest({ file, actor: 'bob', confirm: (of: Restoration) => Promise.resolve(confirm(of)) }),
    host,
  );

describe('init', () => {
  test('makes the store beside the policy, and leaves one alone that is there', async () => {
    const { cwd, host } = await project();
    expect(await initStore(keeperRequest(), host)).toMatchObject({
      created: true,
      kind: 'sqlite',
      place: '.sentinel/state.db',
      from: 'beside the policy',
      createdAt: host.clock.now(),
      schemaVersion: 1,
      checkpoint: EMPTY_HEAD,
      head: EMPTY_HEAD,
    });
    expect(await stat(join(cwd, '.sentinel/.gitignore'))).toBeTruthy();
    await freeze(stop, host);
    expect(await initStore(keeperRequest(), host)).toMatchObject({ created: false, head: { seq: 1 } });
  });

  test('makes the file that is named, but no directory for it', async () => {
    const { host } = await project({}, { CI: '1' });
    expect(await initStore(keeperRequest({ store: 'sqlite:own.db' }), host)).toMatchObject({
      created: true,
      place: 'own.db',
      from: '--store',
    });
    const refused = await refusedWith(initStore(keeperRequest({ store: 'sqlite:a/own.db' }), host));
    expect(refused).toMatchObject([
      { code: 'SEN2402', message: expect.stringContaining('its directory does not exist') },
    ]);
  });

  test('a place that cannot be used is told', async () => {
    const { host } = await project({ '.sentinel': 'a file' });
    expect(await refusedWith(initStore(keeperRequest(), host))).toMatchObject([{ code: 'SEN2402' }]);
    expect(await refusedWith(initStore(keeperRequest({ store: 'redis://x' }), host))).toMatchObject([
      { code: 'SEN2401' },
    ]);
  });
});

describe('info', () => {
  test('tells which store it is, and makes none', async () => {
    const { host } = await project();
    expect(await refusedWith(storeInfo(keeperRequest(), host))).toMatchObject([{ code: 'SEN2402' }]);
    await freeze(stop, host);
    const { head } = await auditAnchor(keeperRequest(), host);
    expect(await storeInfo(keeperRequest(), host)).toMatchObject({ kind: 'sqlite', head });
  });
});

describe('backup', () => {
  test('is one file for its owner, and replaces none', async () => {
    const { cwd, host } = await project();
    await freeze(stop, host);
    const { head } = await auditAnchor(keeperRequest(), host);
    expect(await backup(host)).toEqual({
      source: '.sentinel/state.db',
      file: 'kept.backup',
      madeAt: host.clock.now(),
      entries: 1,
      head,
    });
    expect((await stat(join(cwd, 'kept.backup'))).mode & 0o777).toBe(0o600);
    expect(await refusedWith(backup(host))).toMatchObject([
      { code: 'SEN2412', message: '`kept.backup` is there already, and is not replaced' },
    ]);
    expect(await refusedWith(backup(host, 'gone/kept.backup'))).toMatchObject([{ code: 'SEN2412' }]);
  });
});

describe('restore', () => {
  test('brings a lost store back, and says so in its audit', async () => {
    const { cwd, host } = await project();
    await freeze(stop, host);
    const { head } = await backup(host);
    await rm(join(cwd, '.sentinel'), { recursive: true });
    const asked: Restoration[] = [];
    const { restored } = await restore(host, (restoration) => asked.push(restoration) > 0);
    expect(asked).toMatchObject([{ file: 'kept.backup', entries: 1, head, onto: EMPTY_HEAD }]);
    expect(restored.seq).toBe(2);
    expect((await auditOf(cwd))[1]).toMatchObject({
      type: 'store.restored',
      actor: { name: 'bob' },
      from: EMPTY_HEAD,
      to: head,
    });
    expect(await unfreeze({ reason: 'over', all: true }, host)).toMatchObject({
      freezes: [{ actor: 'ann' }],
    });
    expect(await verifyAudit(keeperRequest({ anchors: [head, restored] }), host)).toMatchObject({ ok: true });
  });

  test('of a store that holds nothing beyond the backup is allowed', async () => {
    const { host } = await project();
    await freeze(stop, host);
    const { head } = await backup(host);
    expect(await restore(host)).toMatchObject({ onto: head, restored: { seq: 2 } });
  });

  test('of a store that holds more than the backup is refused', async () => {
    const { cwd, host } = await project();
    await initStore(keeperRequest(), host);
    await backup(host, 'empty.backup');
    await freeze(stop, host);
    await backup(host);
    await unfreeze({ reason: 'over', all: true }, host);
    const before = await auditOf(cwd);
    for (const file of ['empty.backup', 'kept.backup'])
      expect(await refusedWith(restore(host, () => true, file))).toMatchObject([
        {
          code: 'SEN2412',
          message: expect.stringContaining('does not hold entry 2 of `.sentinel/state.db`'),
        },
      ]);
    expect(await auditOf(cwd)).toEqual(before);

    // An older one, in a new place: an anchor finds it.
    const { head } = await auditAnchor(keeperRequest(), host);
    await rm(join(cwd, '.sentinel'), { recursive: true });
    await restore(host);
    expect(await verifyAudit(keeperRequest({ anchors: [] }), host)).toMatchObject({ ok: true });
    expect(await verifyAudit(keeperRequest({ anchors: [head] }), host)).toMatchObject({ ok: false });
  });

  test('of a store with another past is refused', async () => {
    const { host } = await project();
    const other = await project();
    await freeze(stop, host);
    await freeze({ ...stop, reason: 'another' }, other.host);
    await freeze(stop, other.host);
    await backup(other.host);
    const file = join(other.cwd, 'kept.backup');
    expect(await refusedWith(restore(host, () => true, file))).toMatchObject([{ code: 'SEN2412' }]);
  });

  test('is refused where somebody is at work, nobody agrees, or something was written meanwhile', async () => {
    const { cwd, host } = await project();
    await freeze(stop, host);
    await backup(host);
    expect(await refusedWith(restore(host, () => false))).toMatchObject([{ code: 'SEN2205' }]);
    const database = () => new DatabaseSync(join(cwd, '.sentinel/state.db'));
    const writing = () => {
      const open = database();
      open.exec("INSERT INTO entries VALUES (2, '{}', '')");
      open.close();
      return true;
    };
    expect(await refusedWith(restore(host, writing))).toMatchObject([
      { code: 'SEN2412', message: expect.stringContaining('written to meanwhile') },
    ]);
    const open = database();
    open.exec(
      `DELETE FROM entries WHERE seq = 2; INSERT INTO leases VALUES ('lease', 1, 'web-1', 0, ${Number.MAX_SAFE_INTEGER})`,
    );
    open.close();
    expect(await refusedWith(restore(host))).toMatchObject([
      { code: 'SEN2412', message: 'nothing is restored while `web-1` is at work on `lease`' },
    ]);
  });

  test.each([
    ['gone', undefined, 'ENOENT'],
    ['empty', '', 'is damaged'],
    ['of something else', 'hello\n', 'or not a backup of a store'],
  ])('of a file that is %s is refused, and makes no store', async (_, text, message) => {
    const { cwd, host } = await project();
    if (text !== undefined) await writeFile(join(cwd, 'kept.backup'), text);
    expect(await refusedWith(restore(host))).toMatchObject([
      { code: 'SEN2412', message: expect.stringContaining(message) },
    ]);
    await expect(stat(join(cwd, '.sentinel'))).rejects.toThrow('ENOENT');
  });
});

describe('migrate', () => {
  test('leaves a store of this version alone, and needs one', async () => {
    const { host } = await project();
    expect(await refusedWith(migrateStore(keeperRequest(), host))).toMatchObject([{ code: 'SEN2402' }]);
    await initStore(keeperRequest(), host);
    expect(await migrateStore(keeperRequest(), host)).toMatchObject({ formerVersion: 1, schemaVersion: 1 });
  });

  test('a store of a newer program is refused, and stays as it is', async () => {
    const { cwd, host } = await project();
    await freeze(stop, host);
    await backup(host);
    const setVersion = (version: number) => {
      const database = new DatabaseSync(join(cwd, '.sentinel/state.db'));
      database.exec(`PRAGMA user_version = ${version}`);
      database.close();
    };
    setVersion(99);
    for (const work of [
      () => migrateStore(keeperRequest(), host),
      () => initStore(keeperRequest(), host),
      () => storeInfo(keeperRequest(), host),
      () => backup(host, 'b'),
      () => restore(host),
      () => freeze(stop, host),
    ])
      expect(await refusedWith(work())).toMatchObject([
        {
          code: 'SEN2402',
          message: expect.stringContaining(
            'it was written by a newer sentinel (schema 99, this one knows 1): use that one',
          ),
        },
      ]);
    setVersion(1);
    expect(await inStore(cwd, (store) => store.head())).toMatchObject({ seq: 1 });
  });

  test('a store of an older program asks for it', async () => {
    const { cwd, host } = await project();
    await initStore(keeperRequest({ store: 'sqlite:old.db' }), host);
    const old = (statements: string) => {
      const database = new DatabaseSync(join(cwd, 'old.db'));
      database.exec(statements);
      database.close();
    };
    // As before the first version: a file of ours without any table.
    old(
      'DROP TABLE admissions; DROP TABLE limits; DROP TABLE entries; DROP TABLE leases; DROP TABLE records; DROP TABLE store; PRAGMA user_version = 0',
    );
    const request = keeperRequest({ store: 'sqlite:old.db' });
    expect(await refusedWith(storeInfo(request, host))).toMatchObject([
      { message: expect.stringContaining('run `sentinel store migrate`') },
    ]);
    // Its row is no matter of the first step.
    await refusedWith(migrateStore(request, host));
    old('INSERT INTO store (only_row, created_at, clock) VALUES (1, 0, 0)');
    expect(await storeInfo(request, host)).toMatchObject({ schemaVersion: 1 });
  });
});
