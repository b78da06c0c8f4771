/**
 * What every store of state must do, beside what it must do as a store of limits. A store's own test opens it for this
 * suite. There is no sleeping: leases last some milliseconds, and time passes by asking.
 */
import { hash, randomUUID } from 'node:crypto';
import { writeFile, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type AuditDraft, type AuditEntry, type AuditHead, EMPTY_HEAD } from '../../../src/plan/audit.ts';
import { StoreFailure } from '../../../src/runtime/failure.ts';
import type { Commit, ManagedStore, RecordWrite } from '../../../src/runtime/ports/stores.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { StateModel } from '../../support/state-model.ts';
import { runs } from '../../support/tier.ts';

const HOUR = 3_600_000;

const draft = (why = 'a test'): AuditDraft => ({
  type: 'decision',
  actor: { name: 'ada', verified: false },
  subject: { env: 'prod' },
  why,
});

/** Turns the clock of a backup on, as if its machine had been ahead. */
async function writeLater(file: string, ms: number): Promise<void> {
  const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n').slice(0, -2);
  const head = JSON.parse(first) as { readonly clock: number };
  const lines = [JSON.stringify({ ...head, clock: head.clock + ms }), ...rest].map((line) => `${line}\n`);
  const last = { rows: rest.length, sha256: hash('sha256', lines.join('')) };
  await writeFile(file, `${lines.join('')}${JSON.stringify(last)}\n`);
}

/** `fresh` opens a new store; handles of it are got by its `again`. */
export interface OpenedStore {
  readonly store: ManagedStore;
  /** Absent where nobody else can open it. */
  readonly again?: () => Promise<ManagedStore>;
}

export function stateStoreContract(fresh: () => Promise<OpenedStore>): void {
  describe('state', () => {
    let opened: OpenedStore;
    let store: ManagedStore;
    beforeAll(async () => {
      opened = await fresh();
      store = opened.store;
    });
    afterAll(() => store.close());

    const write = (key: string, value: RecordWrite['value'], version = 0) =>
      store.commit({ writes: [{ key, value, version }] });
    const until = async (instant: number) => {
      while ((await store.now()) < instant);
    };

    describe('records', () => {
      test('are written at the version that they have, and at no other', async () => {
        const key = `record/${randomUUID()}`;
        expect(await store.read(key)).toBeUndefined();
        const first = await write(key, { a: [1, null, 'x'] });
        expect(first).toMatchObject({ committed: true, entries: [] });
        expect(await store.read(key)).toEqual({
          key,
          version: 1,
          value: { a: [1, null, 'x'] },
          changedAt: first.committed && first.at,
        });
        const refusal = { kind: 'version', key, version: 1 };
        for (const version of [0, 2])
          expect(await write(key, 1, version)).toEqual({ committed: false, refusal });
        expect(await write(key, 'two', 1)).toMatchObject({ committed: true });
        expect(await store.read(key)).toMatchObject({ version: 2, value: 'two' });
      });

      test('go on counting after they were deleted', async () => {
        const key = `record/${randomUUID()}`;
        await write(key, 1);
        await write(key, undefined, 1);
        expect(await store.read(key)).toBeUndefined();
        expect(await store.list(key)).toEqual([]);
        expect(await write(key, 1, 2)).toMatchObject({ refusal: { version: 0 } });
        await write(key, 2);
        expect(await store.read(key)).toMatchObject({ version: 3, value: 2 });
      });

      test('are listed by the beginning of their keys, in order, whatever signs are in them', async () => {
        const base = randomUUID();
        const keys = ['a%', 'a%/b', 'a_', 'ab', 'a\\', 'a/é', 'a/z', 'a/😀', 'a/\uFF5E', 'A', 'a'];
        for (const key of keys) await write(`${base}/${key}`, key);
        const listed = async (prefix: string) =>
          (await store.list(`${base}/${prefix}`)).map(({ value }) => value);
        expect(await listed('')).toEqual(
          keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
        expect(await listed('a%')).toEqual(['a%', 'a%/b']);
        expect(await listed('a_')).toEqual(['a_']);
        expect(await listed('a\\')).toEqual(['a\\']);
        expect(await listed('a/')).toEqual(['a/z', 'a/é', 'a/\uFF5E', 'a/😀']);
        expect(await listed('b')).toEqual([]);
      });

      test('hold any JSON', async () => {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue({ maxDepth: 3, stringUnit: codePoint }), async (value) => {
            const key = `json/${randomUUID()}`;
            await write(key, value as RecordWrite['value']);
            expect((await store.read(key))?.value).toEqual(JSON.parse(JSON.stringify(value)));
          }),
          { seed: 4, numRuns: runs(12, 500) },
        );
      });

      test.each(['\0', 'a\0b', '\uD800', 'x\u{10FFFF}'])('a key %j is refused', async (key) => {
        await expect(write(key, 1)).rejects.toThrow(StoreFailure);
        await expect(store.read(key)).rejects.toThrow(StoreFailure);
        await expect(store.acquire(key, 'me', 10)).rejects.toThrow(StoreFailure);
      });

      test('one commit writes a record once', async () => {
        const one = { key: 'twice', value: 1, version: 0 };
        await expect(store.commit({ writes: [one, one] })).rejects.toThrow(StoreFailure);
        expect(await store.read('twice')).toBeUndefined();
      });
    });

    describe('a commit', () => {
      const limits = () => [{ key: `limit/${randomUUID()}`, rates: [{ count: 1, per: HOUR }] }];

      test('does all of it', async () => {
        const key = `all/${randomUUID()}`;
        const before = await store.head();
        const admission = { id: randomUUID(), limits: limits() };
        const outcome = await store.commit({
          writes: [{ key, value: 1, version: 0 }],
          audit: [draft('one'), draft('two')],
          admission,
          notAfter: (await store.now()) + HOUR,
        });
        expect(outcome).toMatchObject({
          committed: true,
          entries: [
            { seq: before.seq + 1, prev: before.hash },
            { seq: before.seq + 2, why: 'two' },
          ],
        });
        expect(await store.read(key)).toBeDefined();
        expect((await store.peek(admission.limits))[0]?.rates[0]?.left).toBe(0);
        expect(outcome.committed && outcome.entries.at(-1)?.hash).toBe((await store.head()).hash);
      });

      test.each<[string, (now: number) => Partial<Commit>]>([
        ['a version', () => ({ writes: [{ key: 'other', value: 1, version: 7 }] })],
        ['a fence', () => ({ fence: { lease: 'nobody', epoch: 1 } })],
        ['the time', (now) => ({ notAfter: now })],
      ])('refused for %s does nothing', async (_, refused) => {
        const key = `none/${randomUUID()}`;
        const before = await store.head();
        const admission = { id: randomUUID(), limits: limits() };
        const bad = refused(await store.now());
        const outcome = await store.commit({
          audit: [draft()],
          admission,
          ...bad,
          writes: [{ key, value: 1, version: 0 }, ...(bad.writes ?? [])],
        });
        expect(outcome.committed).toBe(false);
        expect(await store.read(key)).toBeUndefined();
        expect(await store.head()).toEqual(before);
        expect((await store.peek(admission.limits))[0]?.rates[0]?.left).toBe(1);
      });

      test('refused by a limit does nothing, and tells when there is room', async () => {
        const key = `none/${randomUUID()}`;
        const [limit] = limits();
        if (!limit) throw new Error('a limit');
        const { at } = await store.admit(randomUUID(), [limit]);
        const before = await store.head();
        const outcome = await store.commit({
          writes: [{ key, value: 1, version: 0 }],
          audit: [draft()],
          admission: { id: randomUUID(), limits: [limit] },
        });
        const states = [{ key: limit.key, rates: [{ count: 1, per: HOUR, left: 0, next: at + HOUR }] }];
        expect(outcome).toEqual({ committed: false, refusal: { kind: 'limit', states } });
        expect(await store.read(key)).toBeUndefined();
        expect(await store.head()).toEqual(before);
      });

      test('asked again by the same id is counted once', async () => {
        const admission = { id: randomUUID(), limits: limits() };
        const commit = { admission, writes: [{ key: `start/${admission.id}`, value: 1, version: 0 }] };
        expect(await store.commit(commit)).toMatchObject({ committed: true });
        // As somebody who does not know whether the first one was kept.
        expect(await store.commit(commit)).toMatchObject({ refusal: { kind: 'version', version: 1 } });
        expect(await store.commit({ admission })).toMatchObject({ committed: true });
      });

      test('that cannot be written as JSON leaves nothing, and does not harm those beside it', async () => {
        const key = randomUUID();
        const circle: Record<string, unknown> = {};
        circle['self'] = circle;
        const bad = store.commit({
          writes: [
            { key: `${key}/1`, value: 1, version: 0 },
            { key: `${key}/2`, value: circle as unknown as RecordWrite['value'], version: 0 },
          ],
        });
        const [good] = await Promise.all([
          write(`${key}/good`, 1),
          expect(bad).rejects.toThrow('call stack'),
        ]);
        expect(good.committed).toBe(true);
        expect((await store.list(key)).map((record) => record.key)).toEqual([`${key}/good`]);
      });
    });

    describe('a lease', () => {
      test('has one holder, and its epochs only grow', async () => {
        const name = `lease/${randomUUID()}`;
        expect(await store.leaseOf(name)).toBeUndefined();
        const first = await store.acquire(name, 'one', HOUR);
        if (!first.acquired) throw new Error('it is free');
        expect(first.lease).toEqual({
          holder: 'one',
          epoch: 1,
          since: first.lease.since,
          until: first.lease.since + HOUR,
        });
        expect(await store.acquire(name, 'two', HOUR)).toEqual({ acquired: false, heldBy: first.lease });
        expect(await store.leaseOf(name)).toEqual(first.lease);
        // A restarted process is another one.
        expect(await store.acquire(name, 'one', HOUR)).toMatchObject({ lease: { epoch: 2 } });
        expect(await store.renew({ lease: name, epoch: 1 }, HOUR)).toBe(false);
        await store.release({ lease: name, epoch: 1 });
        expect(await store.leaseOf(name)).toMatchObject({ epoch: 2 });
        await store.release({ lease: name, epoch: 2 });
        expect(await store.leaseOf(name)).toBeUndefined();
        expect(await store.acquire(name, 'two', HOUR)).toMatchObject({ lease: { holder: 'two', epoch: 3 } });
      });

      test('runs out, and cannot be renewed then', async () => {
        const name = `lease/${randomUUID()}`;
        const outcome = await store.acquire(name, 'one', 3);
        if (!outcome.acquired) throw new Error('it is free');
        await until(outcome.lease.until);
        expect(await store.leaseOf(name)).toBeUndefined();
        expect(await store.renew({ lease: name, epoch: 1 }, HOUR)).toBe(false);
        expect(await store.acquire(name, 'two', HOUR)).toMatchObject({ lease: { epoch: 2 } });
      });

      test('is lengthened by its holder', async () => {
        const name = `lease/${randomUUID()}`;
        await store.acquire(name, 'one', HOUR);
        expect(await store.renew({ lease: name, epoch: 1 }, 5 * HOUR)).toBe(true);
        expect((await store.leaseOf(name))?.until).toBeGreaterThan((await store.now()) + 4 * HOUR);
      });

      test('fences commits: whoever lost it changes nothing', async () => {
        const name = `lease/${randomUUID()}`;
        await store.acquire(name, 'one', HOUR);
        const as = (epoch: number) => store.commit({ fence: { lease: name, epoch }, audit: [draft()] });
        expect(await as(1)).toMatchObject({ committed: true });
        await store.acquire(name, 'one', HOUR);
        const holder = await store.leaseOf(name);
        expect(await as(1)).toEqual({ committed: false, refusal: { kind: 'fence', lease: name, holder } });
        await store.release({ lease: name, epoch: 2 });
        expect(await as(2)).toEqual({ committed: false, refusal: { kind: 'fence', lease: name } });
      });

      test.each([0, -1, 0.5, Number.NaN])('of %d ms is refused', async (ttl) => {
        await expect(store.acquire('lease', 'me', ttl)).rejects.toThrow(StoreFailure);
      });
    });

    describe('the audit', () => {
      test('is cut up to an entry, and its chain goes on from there', async () => {
        const { store } = await fresh();
        expect(await store.head()).toEqual(EMPTY_HEAD);
        expect(await store.checkpoint()).toEqual(EMPTY_HEAD);
        await expect(store.truncate(0, draft())).rejects.toThrow(StoreFailure);
        await store.commit({ audit: [draft('1'), draft('2'), draft('3')] });
        const [, second] = await store.entriesAfter(0, 10);
        const head = await store.truncate(2, draft('cut'));
        expect(head).toEqual(await store.head());
        expect(head.seq).toBe(4);
        expect(await store.checkpoint()).toEqual({ seq: 2, hash: second?.hash });
        expect((await store.entriesAfter(0, 10)).map(({ seq }) => seq)).toEqual([3, 4]);
        expect((await store.entriesAfter(3, 10)).map(({ seq }) => seq)).toEqual([4]);
        expect(await store.entriesAfter(0, 1)).toHaveLength(1);
        await expect(store.truncate(2, draft())).rejects.toThrow(StoreFailure);
        await expect(store.truncate(5, draft())).rejects.toThrow(StoreFailure);
        await store.close();
      });
    });

    test('tells what it is', async () => {
      const info = await store.info();
      expect(info.schemaVersion).toBe(1);
      expect(Math.abs(info.createdAt - Date.now())).toBeLessThan(60_000);
      expect(info.place).not.toBe('');
    });

    describe('a backup', () => {
      test('brings everything back, and epochs go on growing', async () => {
        const folder = await temporaryFolder();
        const file = join(folder, 'backup');
        const { store: source } = await fresh();
        const limit = { key: 'limit', rates: [{ count: 5, per: HOUR }] };
        await source.commit({
          writes: [
            { key: 'a', value: { deep: ['ü', '\0', '\u2028', 1.5] }, version: 0 },
            { key: 'b', value: null, version: 0 },
          ],
          audit: [draft('1'), draft('2')],
          admission: { id: 'start', limits: [limit] },
        });
        await source.commit({ writes: [{ key: 'b', value: undefined, version: 1 }] });
        await source.truncate(1, draft('cut'));
        await source.acquire('lease', 'one', HOUR);
        await source.backup(file);
        expect((await stat(file)).mode & 0o777).toBe(0o600);
        await expect(source.backup(file)).rejects.toThrow('is there already');
        await expect(source.restoreFrom(file)).rejects.toThrow('`one` is at work on `lease`');

        const { store: target } = await fresh();
        await target.commit({ writes: [{ key: 'c', value: 1, version: 0 }], audit: [draft('lost')] });
        await target.restoreFrom(file);
        const content = async (of: ManagedStore) => ({
          records: await of.list(''),
          entries: await of.entriesAfter(0, 10),
          head: await of.head(),
          checkpoint: await of.checkpoint(),
          limits: await of.peek([limit]),
          createdAt: (await of.info()).createdAt,
        });
        expect(await content(target)).toEqual(await content(source));
        expect(await target.leaseOf('lease')).toBeUndefined();
        const taken = await target.acquire('lease', 'two', HOUR);
        expect(taken.acquired && taken.lease.epoch).toBeGreaterThan(1_000);
        expect((await target.admit('start', [limit])).states[0]?.rates[0]?.left).toBe(4);
        expect(
          await target.commit({ writes: [{ key: 'b', value: 1, version: 0 }], audit: [draft()] }),
        ).toMatchObject({ committed: true });
        expect(await target.read('b')).toMatchObject({ version: 3 });
        await Promise.all([source.close(), target.close()]);
      });

      test('of many rows is complete', async () => {
        const folder = await temporaryFolder();
        const { store: source } = await fresh();
        const { store: target } = await fresh();
        const writes = Array.from({ length: 1_201 }, (_, i) => ({ key: `r/${i}`, value: i, version: 0 }));
        await source.commit({ writes, audit: writes.map(({ key }) => draft(key)) });
        await source.backup(join(folder, 'backup'));
        await target.restoreFrom(join(folder, 'backup'));
        expect(await target.list('')).toEqual(await source.list(''));
        expect(await target.entriesAfter(0, 2_000)).toEqual(await source.entriesAfter(0, 2_000));
        await Promise.all([source.close(), target.close()]);
      });

      test('is restored only onto what somebody looked at, and the audit says so, at no earlier time', async () => {
        const file = join(await temporaryFolder(), 'backup');
        const { store: source } = await fresh();
        const { store: target } = await fresh();
        await source.commit({ audit: [draft('1')] });
        await source.backup(file);
        // Made by a machine whose clock was an hour ahead.
        await writeLater(file, HOUR);
        const onto = await target.head();
        const entry = draft('restored');
        const head = { ...onto, seq: 7 };
        await expect(target.restoreFrom(file, { onto: head, entry })).rejects.toThrow('meanwhile');
        await target.restoreFrom(file, { onto, entry });
        const [first, second, ...more] = await target.entriesAfter(0, 10);
        expect(more).toEqual([]);
        expect(first).toEqual((await source.entriesAfter(0, 10))[0]);
        const { at } = JSON.parse(second?.text ?? '') as AuditEntry;
        expect(at).toBeGreaterThan((await source.now()) + HOUR / 2);
        expect(await target.now()).toBeGreaterThanOrEqual(at);
        await Promise.all([source.close(), target.close()]);
      });

      const spoilt: readonly [how: string, (text: string) => string, message: string][] = [
        ['cut', (text) => text.slice(0, -40), 'damaged'],
        ['without its end', (text) => text.replace(/[^\n]*\n$/u, ''), 'damaged'],
        ['with a changed record', (text) => text.replace('kept', 'lost'), 'damaged'],
        ['with a changed entry', (text) => text.replace('wrong', 'right'), 'entry 2 of its audit'],
        ['empty', () => '', 'damaged'],
        ['of something else', () => '{"a":1}\n', 'is not a backup'],
        ['of a newer version', () => '{"sentinelBackup":99}\n', 'newer sentinel'],
      ];

      test('that is not what was written is refused and changes nothing', async () => {
        const file = join(await temporaryFolder(), 'backup');
        const { store: target } = await fresh();
        const audit = [draft(), draft('wrong'), draft()];
        await target.commit({ writes: [{ key: 'a', value: 'kept', version: 0 }], audit });
        await target.backup(file);
        const text = await readFile(file, 'utf8');
        await target.commit({ writes: [{ key: 'b', value: 1, version: 0 }] });
        for (const [how, spoil, message] of spoilt) {
          await writeFile(file, spoil(text));
          await expect(target.restoreFrom(file), how).rejects.toThrow(message);
          expect(await target.list('')).toHaveLength(2);
        }
        await expect(target.restoreFrom(`${file}-gone`)).rejects.toThrow('ENOENT');
        await expect(target.backup(join(file, 'inside'))).rejects.toThrow('ENOTDIR');
        await target.close();
      });
    });

    describe('as a whole', () => {
      const key = fc.constantFrom('a', 'a/1', 'b');
      const lease = fc.constantFrom('x', 'y');
      const epoch = fc.integer({ min: 1, max: 4 });
      const rates = [
        { count: 2, per: HOUR },
        { count: 3, per: 2 * HOUR },
      ];
      const commit = fc.record(
        {
          writes: fc.uniqueArray(
            fc.record({
              key,
              value: fc.constantFrom<RecordWrite['value'][]>(1, 'two', undefined),
              version: fc.integer({ min: 0, max: 3 }),
            }),
            { maxLength: 2, selector: (each) => each.key },
          ),
          audit: fc.array(fc.string().map(draft), { maxLength: 2 }),
          admission: fc.record({
            id: fc.constantFrom('1', '2', '3', '4'),
            limits: fc.uniqueArray(fc.constantFrom('k', 'l'), { maxLength: 2 }),
          }),
          fence: fc.record({ lease, epoch }),
          notAfter: fc.constantFrom(1, 2 ** 45),
        },
        { requiredKeys: [] },
      );
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), commit }) },
        {
          weight: 2,
          arbitrary: fc.record({
            do: fc.constant('acquire' as const),
            lease,
            holder: fc.constantFrom('one', 'two'),
          }),
        },
        fc.record({ do: fc.constantFrom('renew' as const, 'release' as const), lease, epoch }),
        fc.record({ do: fc.constant('truncate' as const), entry: fc.integer({ min: 0, max: 6 }) }),
      );
      type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

      /** A store that others have used, and the names that belong to this run alone. */
      class Run {
        readonly prefix = `${randomUUID()}/`;
        readonly start: AuditHead;
        readonly model: StateModel;

        constructor(start: AuditHead) {
          this.start = start;
          this.model = new StateModel(start);
        }

        commitOf({
          writes,
          admission,
          fence,
          ...rest
        }: (Step & { readonly do: 'commit' })['commit']): Commit {
          const { prefix } = this;
          return {
            ...rest,
            ...(writes && { writes: writes.map((each) => ({ ...each, key: prefix + each.key })) }),
            ...(admission && {
              admission: {
                id: admission.id,
                limits: admission.limits.map((limit) => ({ key: prefix + limit, rates })),
              },
            }),
            ...(fence && { fence: { ...fence, lease: prefix + fence.lease } }),
          };
        }

        /** The model is told the instant that the store names, or one just after. */
        async both(step: Step): Promise<void> {
          const { model } = this;
          if (step.do === 'commit') {
            const commit = this.commitOf(step.commit);
            const outcome = await store.commit(commit);
            const at = outcome.committed ? outcome.at : await store.now();
            const expected = model.commit(commit, at);
            if (!expected.committed && expected.refusal.kind === 'late')
              expect(outcome).toMatchObject({ committed: false, refusal: { kind: 'late' } });
            else expect(outcome).toEqual(expected);
          } else if (step.do === 'truncate') {
            const seq = this.start.seq + step.entry;
            // Entries of others are none of this model's.
            if (step.entry === 0 || seq > (await store.head()).seq) return;
            const isThere = (await store.entriesAfter(seq - 1, 1))[0]?.seq === seq;
            if (!isThere) return;
            const head = await store.truncate(seq, draft('cut'));
            const [last] = await store.entriesAfter(head.seq - 1, 1);
            const { at } = JSON.parse(last?.text ?? '') as { readonly at: number };
            expect(model.truncate(seq, draft('cut'), at)).toBe(true);
          } else await this.#ofLease(step);
        }

        async #ofLease(step: Exclude<Step, { do: 'commit' | 'truncate' }>): Promise<void> {
          const name = this.prefix + step.lease;
          if (step.do === 'acquire') {
            const outcome = await store.acquire(name, step.holder, HOUR);
            const at = outcome.acquired ? outcome.lease.since : await store.now();
            expect(outcome).toEqual(this.model.acquire(name, step.holder, HOUR, at));
            return;
          }
          const fence = { lease: name, epoch: step.epoch };
          if (step.do === 'release') {
            await store.release(fence);
            this.model.release(fence, await store.now());
          } else {
            const renewed = await store.renew(fence, HOUR);
            const { until = HOUR } = (await store.leaseOf(name)) ?? {};
            expect(renewed).toBe(this.model.renew(fence, HOUR, until - HOUR));
          }
        }

        async compare(): Promise<void> {
          const { model, prefix, start } = this;
          expect(await store.list(prefix)).toEqual(model.list(prefix));
          expect(await store.list(`${prefix}a/`)).toEqual(model.list(`${prefix}a/`));
          expect(await store.entriesAfter(start.seq, 1_000)).toEqual(model.entriesAfter(start.seq, 1_000));
          expect(await store.head()).toEqual(model.head());
          for (const lease of ['x', 'y'])
            expect(await store.leaseOf(prefix + lease)).toEqual(
              model.leaseOf(prefix + lease, await store.now()),
            );
        }
      }

      test('it does what its definition says', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
            const run = new Run(await store.head());
            for (const each of steps) await run.both(each);
            await run.compare();
          }),
          { seed: 12, numRuns: runs(12, 500) },
        );
      });
    });

    test('what one handle writes the other reads', async ({ skip }) => {
      if (!opened.again) return skip('only one process can hold it');
      const other = await opened.again();
      const key = randomUUID();
      await write(key, 1);
      expect(await other.read(key)).toMatchObject({ version: 1 });
      await other.commit({ writes: [{ key, value: 2, version: 1 }], audit: [draft()] });
      expect(await store.read(key)).toMatchObject({ version: 2 });
      expect(await store.head()).toEqual(await other.head());
      await other.close();
      await expect(other.read(key)).rejects.toThrow('the store is closed');
    });
  });
}
