import { describe, expect, test } from 'vitest';
import type { KeptStoreReport, RestoreReport } from '../../../src/app/index.ts';
import type { Forms } from '../../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { backupForms, restorationLines, restoreForms, storeForms } from '../../../src/cli/render/store.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { expectSchema } from '../../support/schema.ts';

const zero = { seq: 0, hash: '0'.repeat(64) };
const head = { seq: 17, hash: 'ab'.repeat(32) };
const at = Date.parse('2026-11-24T10:00Z');
const report: KeptStoreReport = {
  kind: 'sqlite',
  place: '.sentinel/state.db',
  from: 'beside the policy',
  createdAt: at,
  schemaVersion: 1,
  checkpoint: zero,
  head,
  caveats: ['it serves the processes of one machine: a network file system does not keep its locks'],
};
const restored: RestoreReport = {
  source: '.sentinel/state.db',
  file: 'kept.backup',
  madeAt: at,
  entries: 17,
  head,
  onto: zero,
  restored: { ...head, seq: 18 },
};

async function textOf(forms: Forms) {
  return `\n${shownLines(forms.lines(await pageFor(forms.texts())))}`;
}

function jsonOf(forms: Forms): unknown {
  return JSON.parse(jsonDocument(forms.json()));
}

describe('a store', () => {
  test('is described', async () => {
    expect(await textOf(storeForms(report))).toMatchInlineSnapshot(`
      "
      .sentinel/state.db (sqlite, beside the policy)
        since 2026-11-24T10:00:00Z, schema 1
        audit of 17 entries; head
        17:abababababababababababababababababababababababababababababababab
        - it serves the processes of one machine: a network file system does not keep
          its locks
      "
    `);
    expectSchema('store', jsonOf(storeForms(report)));
  });

  test('was made or migrated', async () => {
    const made = { ...report, created: true, checkpoint: { ...head, seq: 3 }, caveats: [] };
    expect(await textOf(storeForms(made, 'created'))).toMatchInlineSnapshot(`
      "
      ✓ .sentinel/state.db (sqlite, beside the policy): created
        since 2026-11-24T10:00:00Z, schema 1
        audit of 17 entries, those up to 3 pruned; head
        17:abababababababababababababababababababababababababababababababab
      "
    `);
    expectSchema('store', jsonOf(storeForms(made, 'created')));
    expectSchema('store', jsonOf(storeForms({ ...report, formerVersion: 1 }, 'needs no migration')));
  });
});

test('a backup', async () => {
  const { onto: _, restored: __, ...backup } = restored;
  expect(await textOf(backupForms(backup))).toMatchInlineSnapshot(`
    "
    ✓ backup kept.backup from .sentinel/state.db
      made 2026-11-24T10:00:00Z, with an audit of 17 entries; head
      17:abababababababababababababababababababababababababababababababab
    "
  `);
  expectSchema('backup', jsonOf(backupForms(backup)));
});

describe('a restoration', () => {
  test('is asked about', async () => {
    const page = await pageFor([]);
    expect(`\n${shownLines(restorationLines(restored, page))}`).toMatchInlineSnapshot(`
      "
      puts kept.backup in the place of all that is in .sentinel/state.db, which has no
        audit yet
        made 2026-11-24T10:00:00Z, with an audit of 17 entries; head
        17:abababababababababababababababababababababababababababababababab
      "
    `);
    expect(shownLines(restorationLines({ ...restored, onto: { ...head, seq: 9 } }, page))).toMatch(
      /whose audit\s+ends with entry 9/u,
    );
  });

  test('was done', async () => {
    expect(await textOf(restoreForms(restored))).toMatchInlineSnapshot(`
      "
      ✓ restored kept.backup into .sentinel/state.db
        keep this head elsewhere:
        18:abababababababababababababababababababababababababababababababab
      "
    `);
    expectSchema('backup', jsonOf(restoreForms(restored)));
  });
});
