import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import {
  auditAnchor,
  type AuditPruneRequest,
  type ExportedEntry,
  exportAudit,
  type Host,
  initStore,
  pruneAudit,
  verifyAudit,
} from '../../../src/app/index.ts';
import { EMPTY_HEAD } from '../../../src/plan/audit.ts';
import { sampleDraft } from '../../support/audit-log.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { keeperRequest } from '../../support/keeper.ts';
import { project } from '../../support/project.ts';
import { refusedWith } from '../../support/refusal.ts';
import { inStore } from '../../support/store.ts';

const DAY = 86_400_000;

/** A project whose audit has so many entries, a day apart. */
async function audited(count = 5) {
  const { cwd, host } = await project();
  await initStore(keeperRequest(), host);
  const append = async (i: number) => {
    await host.clock.run(host.clock.sleep(DAY));
    // By the clock of the project, and not by that of this machine.
    const { openSqliteStore } = await import('../../../src/runtime/stores/sqlite/store.ts');
    const store = await openSqliteStore(join(cwd, '.sentinel/state.db'), { clock: host.clock });
    await store.commit({ audit: [sampleDraft(i)] });
    await store.close();
  };
  for (let i = 0; i < count; i++) await append(i);
  const sql = (statement: string) => {
    const database = new DatabaseSync(join(cwd, '.sentinel/state.db'));
    database.exec(statement);
    database.close();
  };
  return { cwd, host, append, sql };
}

const verify = (host: Host, parts: { anchors?: never[]; file?: string } = {}) =>
  verifyAudit(keeperRequest({ anchors: [], ...parts }), host);

const prune = (host: Host, parts: Partial<AuditPruneRequest> = {}) =>
  pruneAudit(
    keeperRequest({
      before: '60h',
      reason: 'kept for long enough',
      actor: 'ann',
      confirm: () => Promise.resolve(true),
      ...parts,
    }),
    host,
  );

describe('verify', () => {
  test('tells that a log holds together, and what nobody can tell', async () => {
    const { host } = await audited();
    const { head } = await auditAnchor(keeperRequest(), host);
    expect(await verify(host)).toEqual({
      source: '.sentinel/state.db',
      ok: true,
      entries: 5,
      from: EMPTY_HEAD,
      head,
      unproved: [expect.stringContaining('whether entries are missing at the end')],
    });
  });

  test('holds the log to anchors', async () => {
    const { host, append } = await audited();
    const { head } = await auditAnchor(keeperRequest(), host);
    const against = (anchors: readonly (typeof head)[]) => verifyAudit(keeperRequest({ anchors }), host);
    expect(await against([head])).toMatchObject({ ok: true, unproved: [] });
    await append(5);
    expect(await against([head])).toMatchObject({
      ok: true,
      unproved: ['whether what follows entry 5 was written anew or cut off: it is later than the anchor'],
    });
    expect(await against([{ seq: 9, hash: head.hash }])).toMatchObject({ ok: false, firstBad: { seq: 7 } });
    expect(await against([{ seq: 4, hash: head.hash }])).toMatchObject({ ok: false, firstBad: { seq: 4 } });
  });

  test.each([
    ["UPDATE entries SET text = replace(text, 'ann', 'eve') WHERE seq = 3", 3, 'it was changed'],
    ['DELETE FROM entries WHERE seq = 3', 3, 'it is missing: 4 follows 2'],
    ['UPDATE entries SET seq = 9 WHERE seq = 3', 3, 'it is missing'],
    ['UPDATE entries SET hash = upper(hash) WHERE seq = 3', 3, 'it was changed'],
    ['DELETE FROM entries WHERE seq = 1', 1, 'it is missing'],
    [
      'UPDATE store SET checkpoint_seq = 2, checkpoint_hash = (SELECT hash FROM entries WHERE seq = 2); DELETE FROM entries WHERE seq <= 2',
      3,
      'no entry says that those before were pruned',
    ],
  ])('names the first entry that is bad after %s', async (statement, seq, why) => {
    const { host, sql } = await audited();
    sql(statement);
    expect(await verify(host)).toMatchObject({
      ok: false,
      entries: expect.any(Number),
      firstBad: { seq, why: expect.stringContaining(why) },
      unproved: [],
    });
  });

  test('looks into a store that is there, and makes none', async () => {
    const { host } = await project();
    expect(await refusedWith(verify(host))).toMatchObject([
      { code: 'SEN2402', help: '`sentinel store init` makes it' },
    ]);
  });

  test('needs a policy only to find the store', async () => {
    const { cwd, host } = await audited();
    const elsewhere = (env = {}) => hostIn(cwd.replace(/[^/]*$/u, ''), env);
    expect(await refusedWith(verify(elsewhere()))).toMatchObject([{ code: 'SEN2010' }]);
    const store = `sqlite:${join(cwd, '.sentinel/state.db')}`;
    expect(await verifyAudit(keeperRequest({ anchors: [], store }), elsewhere())).toMatchObject({
      entries: 5,
    });
    expect(await verify(elsewhere({ SENTINEL_STORE: store }))).toMatchObject({ entries: 5 });
    const named = { anchors: [], policy: join(cwd, 'sentinel.yaml') };
    expect(await verifyAudit(keeperRequest(named), elsewhere())).toMatchObject({ entries: 5 });
    expect(host.cwd).toBe(cwd);
  });

  test('tells of a large log how far it is, and can be stopped', async () => {
    const { cwd, host } = await audited(0);
    await inStore(cwd, (store) =>
      store.commit({ audit: Array.from({ length: 2_500 }, (_, i) => sampleDraft(i)) }),
    );
    const told: number[] = [];
    const controller = new AbortController();
    const request = keeperRequest({ anchors: [], progress: (done: number) => told.push(done) });
    expect(await verifyAudit(request, host)).toMatchObject({ ok: true, entries: 2_500 });
    expect(told).toEqual([1_000, 2_000, 2_500]);
    controller.abort(new Error('stopped'));
    await expect(verifyAudit({ ...request, signal: controller.signal }, host)).rejects.toThrow('stopped');
  });
});

describe('export', () => {
  async function exported(host: Host, parts: { since?: string } = {}) {
    const entries: ExportedEntry[] = [];
    const report = await exportAudit(
      keeperRequest({ listener: (entry: ExportedEntry) => entries.push(entry), ...parts }),
      host,
    );
    return { report, entries };
  }

  async function intoFile(cwd: string, entries: readonly ExportedEntry[]) {
    await writeFile(join(cwd, 'audit.jsonl'), entries.map(({ line }) => `${line}\n`).join(''));
    return 'audit.jsonl';
  }

  test('is verified by itself, wherever it begins', async () => {
    const { cwd, host } = await audited();
    const { report, entries } = await exported(host);
    expect(report).toMatchObject({ ok: true, entries: 5 });
    expect(entries.map(({ entry }) => entry?.seq)).toEqual([1, 2, 3, 4, 5]);
    const file = await intoFile(cwd, entries);
    expect(await verify(host, { file })).toEqual({ ...report, source: file });

    const late = await exported(host, { since: '60h' });
    expect(late.entries.map(({ entry }) => entry?.seq)).toEqual([3, 4, 5]);
    expect(await verify(host, { file: await intoFile(cwd, late.entries) })).toMatchObject({
      ok: true,
      entries: 3,
      from: { seq: 2 },
      unproved: ['what stood in the entries up to 2, which are not in this log', expect.any(String)],
    });
    const since = '2026-11-28T00:00Z';
    expect((await exported(host, { since })).entries).toHaveLength(2);
  });

  test('that was changed is bad', async () => {
    const { cwd, host } = await audited();
    const { entries } = await exported(host);
    const file = await intoFile(cwd, entries);
    const text = await readFile(join(cwd, file), 'utf8');
    for (const [changed, seq] of [
      [text.replace('"bob"', '"eve"'), 2],
      [text.replace(/^.*\n/u, 'nothing\n'), 1],
      [text.replace('\n', '\n\n'), 2],
      [text.replace(/\n(?=\{)/u, ''), 1],
    ] as const) {
      await writeFile(join(cwd, file), changed);
      expect(await verify(host, { file })).toMatchObject({ ok: false, firstBad: { seq } });
    }
  });

  test('of a bad log goes on to its end', async () => {
    const { host, sql } = await audited();
    sql("UPDATE entries SET text = 'nothing' WHERE seq = 3");
    const { report, entries } = await exported(host);
    expect(report).toMatchObject({ ok: false, entries: 2, firstBad: { seq: 3 } });
    expect(entries.map(({ entry }) => entry?.seq)).toEqual([1, 2, undefined, 4, 5]);
  });

  test('a file that cannot be read, and a time that is none, are refused', async () => {
    const { host } = await audited(1);
    expect(await refusedWith(verify(host, { file: 'gone.jsonl' }))).toMatchObject([
      { code: 'SEN2011', message: '`gone.jsonl` cannot be read (ENOENT)' },
    ]);
    expect(await refusedWith(verify(host, { file: '.' }))).toMatchObject([{ code: 'SEN2011' }]);
    expect(await refusedWith(exported(host, { since: 'yesterday' }))).toMatchObject([{ code: 'SEN2017' }]);
  });
});

describe('prune', () => {
  test('drops the oldest entries, says so in the log, and what is left verifies', async () => {
    const { host, append } = await audited();
    const anchors = [(await auditAnchor(keeperRequest(), host)).head];
    const pruned = await prune(host);
    expect(pruned).toMatchObject({ dropped: 2, checkpoint: { seq: 2 }, head: { seq: 6 } });
    expect(await verify(host)).toMatchObject({
      ok: true,
      entries: 4,
      from: pruned.checkpoint,
      head: pruned.head,
    });
    expect(await verifyAudit(keeperRequest({ anchors }), host)).toMatchObject({ ok: true });
    const entries: ExportedEntry[] = [];
    await exportAudit(keeperRequest({ listener: (entry: ExportedEntry) => entries.push(entry) }), host);
    expect(entries.at(-1)?.entry).toMatchObject({
      type: 'audit.pruned',
      actor: { name: 'ann' },
      from: EMPTY_HEAD,
      to: pruned.checkpoint,
      why: 'kept for long enough',
      data: { dropped: 2 },
    });

    await append(6);
    expect(await prune(host, { before: '2026-11-29T09:00Z' })).toMatchObject({
      dropped: 2,
      checkpoint: { seq: 4 },
    });
    expect(await verify(host)).toMatchObject({ ok: true, entries: 4, from: { seq: 4 } });
    expect(await verifyAudit(keeperRequest({ anchors }), host)).toMatchObject({ ok: true });
    await append(7);
    await prune(host, { before: '36h' });
    // The head that was kept is gone: nothing can be said against it any more.
    expect(await verifyAudit(keeperRequest({ anchors }), host)).toMatchObject({
      ok: false,
      firstBad: { seq: 7, why: expect.stringContaining('can no longer be compared') },
    });
  });

  test('leaves a log alone in which nothing is old', async () => {
    const { host } = await audited();
    expect(await prune(host, { before: '3650d' })).toMatchObject({ dropped: 0, head: { seq: 5 } });
    expect(await verify(host)).toMatchObject({ entries: 5 });
  });

  test('is refused where nothing would be left, where the log is bad, or where nobody agrees', async () => {
    const { host, sql } = await audited();
    expect(await refusedWith(prune(host, { before: '2030-01-01T00:00Z' }))).toMatchObject([
      { code: 'SEN2411' },
    ]);
    expect(await refusedWith(prune(host, { confirm: () => Promise.resolve(false) }))).toMatchObject([
      { code: 'SEN2205' },
    ]);
    expect(await refusedWith(prune(host, { before: 'old' }))).toMatchObject([{ code: 'SEN2017' }]);
    sql('DELETE FROM entries WHERE seq = 4');
    expect(await refusedWith(prune(host))).toMatchObject([
      { code: 'SEN2410', message: 'nothing is pruned: entry 4 is bad, as it is missing: 5 follows 3' },
    ]);
    expect(await verify(host)).toMatchObject({ entries: 3 });
  });

  test('meanwhile is no fault of a log that is verified', async () => {
    const { cwd, host, sql } = await audited(0);
    await inStore(cwd, async (store) => {
      await store.commit({ audit: Array.from({ length: 1_600 }, (_, i) => sampleDraft(i)) });
      const [cut] = await store.entriesAfter(1_499, 1);
      const to = { seq: 1_500, hash: cut?.hash ?? '' };
      await store.commit({ audit: [{ ...sampleDraft(1), type: 'audit.pruned', to }] });
    });
    const told: number[] = [];
    const progress = (done: number) => {
      if (told.push(done) > 1) return;
      sql(`UPDATE store SET checkpoint_seq = 1500, checkpoint_hash = (SELECT hash FROM entries WHERE seq = 1500);
           DELETE FROM entries WHERE seq <= 1500`);
    };
    const report = await verifyAudit(keeperRequest({ anchors: [], progress }), host);
    expect(report).toMatchObject({ ok: true, entries: 101, from: { seq: 1_500 } });
    expect(told).toEqual([1_000, 1_101, 101]);
  });

  test('a store in an empty folder is asked for by its policy', async () => {
    expect(await refusedWith(prune(hostIn(await temporaryFolder())))).toMatchObject([{ code: 'SEN2010' }]);
  });
});
