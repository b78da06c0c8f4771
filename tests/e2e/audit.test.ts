/** The audit and the store by the built command, on every kind of store. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { runs } from '../support/tier.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectSchema } from '../support/schema.ts';
import { type StorePlace, stores } from '../support/state-stores.ts';
import { inStore } from '../support/store.ts';

const policy = `sentinel: 1
policy: shop
gates: { version: { require: release.version is vsemver } }
`;
const apply = ['apply', '--auto-approve', '--version', 'v1.2.3'];

// The file in every run, the server with the full counts.
describe.each(stores.slice(0, runs(1, stores.length)))('$name', ({ name, programs, start }) => {
  describeWithDaemon(programs, name, () => {
    let place: StorePlace;
    beforeAll(async () => {
      place = await start();
    }, 120_000);
    afterAll(() => place.stop());

    /** A policy, and a store that is not there yet. */
    async function project() {
      const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
      const address = await place.fresh();
      const urlOf = (of: string) => (of.startsWith('postgres:') ? of : `sqlite:${of}`);
      const inPlace =
        (of: string) =>
        (...args: readonly string[]) =>
          runSentinel(args, { cwd, env: { SENTINEL_STORE: urlOf(of) } });
      return { cwd, address, run: inPlace(address), inPlace };
    }

    test('init, apply, verify, anchor, export, prune', async () => {
      const { cwd, address, run } = await project();
      const missing = await run('audit', 'verify');
      expect([missing.exitCode, missing.stderr]).toEqual([
        1,
        expect.stringContaining('`sentinel store init`'),
      ]);
      const made = await run('store', 'init', '--format', 'json');
      expectSchema('store', made.json());
      expect(made.json()).toMatchObject({ created: true, head: { seq: 0 } });
      expect((await run('store', 'init')).stdout).toContain('is there already');

      for (let i = 0; i < 3; i++) expect((await run(...apply)).exitCode).toBe(0);
      const anchor = await run('audit', 'anchor');
      expect(anchor.stdout).toMatch(/^3:[0-9a-f]{64}\n$/u);
      const verified = await run('audit', 'verify', '--anchor', anchor.stdout.trim(), '--format', 'json');
      expectSchema('audit-verify', verified.json());
      expect(verified.json()).toMatchObject({ ok: true, entries: 3, unproved: [] });

      const markdown = await run('audit', 'export');
      expect(markdown.stdout).toMatch(/^# Audit\n\n## \d{4}-\d\d-\d\d\n/u);
      expect(markdown.stdout).toMatch(/^\| 3 \| .* \| decision: policy shop \(.*version v1\.2\.3 \|/mu);
      const both = [
        '--format',
        'jsonl',
        '--output',
        'audit.jsonl',
        '--format',
        'markdown',
        '--output',
        'audit.md',
      ];
      expect(await run('audit', 'export', ...both)).toMatchObject({ exitCode: 0, stdout: '' });
      expect(await readFile(join(cwd, 'audit.md'), 'utf8')).toBe(markdown.stdout);
      expect(await run('audit', 'verify', 'audit.jsonl')).toMatchObject({ exitCode: 0 });
      const lines = await readFile(join(cwd, 'audit.jsonl'), 'utf8');
      await writeFile(join(cwd, 'audit.jsonl'), lines.replaceAll('v1.2.3', 'v1.2.4'));
      const changed = await run('audit', 'verify', 'audit.jsonl');
      expect([changed.exitCode, changed.stdout]).toEqual([
        1,
        expect.stringContaining('✗ entry 1 is bad: it was changed'),
      ]);

      const instant = await inStore(address, async (store) => {
        const [, , third] = await store.entriesAfter(0, 3);
        return new Date((JSON.parse(third?.text ?? '') as { readonly at: number }).at).toISOString();
      });
      const prune = ['audit', 'prune', '--before', instant, '--reason', 'kept for long enough'];
      const unasked = await run(...prune);
      expect([unasked.exitCode, unasked.stderr]).toEqual([1, expect.stringContaining('--auto-approve')]);
      const pruned = await run(...prune, '--auto-approve', '--format', 'json');
      expectSchema('audit-prune', pruned.json());
      expect(pruned.json()).toMatchObject({ dropped: 2, checkpoint: { seq: 2 }, head: { seq: 4 } });
      expect(await run('audit', 'verify', '--anchor', anchor.stdout.trim())).toMatchObject({ exitCode: 0 });
      expect((await run('audit', 'export')).stdout).toContain('| audit.pruned |');
    });

    test('a backup is restored into another store, and an old one shows against an anchor', async () => {
      const { run, inPlace } = await project();
      await run('store', 'init');
      await run(...apply);
      const backup = await run('store', 'backup', 'kept.backup', '--format', 'json');
      expectSchema('backup', backup.json());
      await run(...apply);
      const { stdout: anchor } = await run('audit', 'anchor');
      const refused = await run('store', 'restore', 'kept.backup', '--auto-approve');
      expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('would be forgotten')]);

      const other = inPlace(await place.fresh());
      const restored = await other('store', 'restore', 'kept.backup', '--auto-approve', '--format', 'json');
      expectSchema('backup', restored.json());
      expect(restored.json()).toMatchObject({ entries: 1, onto: { seq: 0 }, restored: { seq: 2 } });
      expect(await other('audit', 'verify')).toMatchObject({ exitCode: 0 });
      const held = await other('audit', 'verify', '--anchor', anchor.trim());
      expect([held.exitCode, held.stdout]).toEqual([
        1,
        expect.stringContaining('entry 2 is bad: its hash is not that of the anchor'),
      ]);
      expect((await other('store', 'info', '--format', 'json')).json()).toMatchObject({ head: { seq: 2 } });
      expect((await other('store', 'migrate')).stdout).toContain('needs no migration');
    });
  });
});

describe('a command line that is no action', () => {
  test.each([
    [['audit'], 'needs {verify [FILE]|anchor|export|prune}'],
    [['audit', 'verfiy'], 'did you mean `verify`'],
    [['audit', 'anchor', 'x'], 'unexpected argument `x`'],
    [['audit', 'verify', '--reason', 'x'], '`audit verify` takes no `--reason`'],
    [['audit', 'verify', '--format', 'jsonl'], '`--format` of `audit verify` cannot be `jsonl`'],
    [['audit', 'verify', '--anchor', '5'], '`5` is no anchor'],
    [['audit', 'prune', '--before', '1d', '--auto-approve'], '`--reason` is missing'],
    [['store', 'backup'], '`store backup` needs FILE'],
    [['store', 'restore', 'b'], 'there is nobody to ask'],
    [['store', 'info', '--store', 'sqlite:gone.db'], '`sentinel store init` makes it'],
  ])('%j', async (args, message) => {
    const run = await runSentinel(args, { cwd: await temporaryFolder({ 'sentinel.yaml': policy }) });
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
