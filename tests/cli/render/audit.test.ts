import { describe, expect, test } from 'vitest';
import type { AuditReport } from '../../../src/app/index.ts';
import type { AuditDraft } from '../../../src/plan/audit.ts';
import { anchorForms, pruneForms, pruningLines, verifyForms } from '../../../src/cli/render/audit/forms.ts';
import { AuditDocument } from '../../../src/cli/render/audit/markdown.ts';
import type { Forms } from '../../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { lineOf } from '../../../src/runtime/host/audit-lines.ts';
import { sampleDraft, sampleLog } from '../../support/audit-log.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { expectSchema } from '../../support/schema.ts';

const head = { seq: 17, hash: 'ab'.repeat(32) };
const zero = { seq: 0, hash: '0'.repeat(64) };
const whole: AuditReport = {
  source: '.sentinel/state.db',
  ok: true,
  entries: 17,
  from: zero,
  head,
  unproved: [
    'whether entries are missing at the end: that takes an anchor, which `sentinel audit anchor` prints',
  ],
};
const bad: AuditReport = {
  ...whole,
  ok: false,
  firstBad: { seq: 18, why: 'it was changed: its hash is not that of its text' },
  unproved: [],
};
const pruning = {
  source: '.sentinel/state.db',
  before: Date.parse('2026-11-24T10:00Z'),
  dropped: 12,
  checkpoint: { ...head, seq: 12 },
};

async function textOf(forms: Forms) {
  return `\n${shownLines(forms.lines(await pageFor(forms.texts())))}`;
}

function jsonOf(forms: Forms): unknown {
  return JSON.parse(jsonDocument(forms.json()));
}

describe('verify', () => {
  test('of a log that holds together', async () => {
    expect(await textOf(verifyForms(whole))).toMatchInlineSnapshot(`
      "
      ✓ 17 entries hold together: .sentinel/state.db
        head 17:abababababababababababababababababababababababababababababababab
        not proved: whether entries are missing at the end: that takes an anchor,
          which \`sentinel audit anchor\` prints
      "
    `);
    expectSchema('audit-verify', jsonOf(verifyForms(whole)));
  });

  test('of a bad one', async () => {
    expect(await textOf(verifyForms(bad))).toMatchInlineSnapshot(`
      "
      ✗ entry 18 is bad: it was changed: its hash is not that of its text
        17 entries before it hold together, in .sentinel/state.db
        last good head 17:abababababababababababababababababababababababababababababababab
      "
    `);
    expectSchema('audit-verify', jsonOf(verifyForms(bad)));
    expect(jsonOf(verifyForms(bad))).toMatchObject({
      formatVersion: '1.0',
      ok: false,
      firstBad: { seq: 18 },
    });
  });
});

test('an anchor is text for a script', async () => {
  const forms = anchorForms({ source: '.sentinel/state.db', head, at: pruning.before });
  expect(await textOf(forms)).toBe(`\n17:${head.hash}\n`);
  expectSchema('audit-anchor', jsonOf(forms));
  expect(jsonOf(forms)).toMatchObject({ anchor: `17:${head.hash}`, at: '2026-11-24T10:00:00Z' });
});

describe('prune', () => {
  test('asks', async () => {
    expect(`\n${shownLines(pruningLines(pruning, await pageFor([])))}`).toMatchInlineSnapshot(`
      "
      drops 12 entries, all that are older than 2026-11-24T10:00:00Z, from
        .sentinel/state.db
        they are gone then, and heads that were kept of entries before 12 can no
        longer be compared
      "
    `);
  });

  test('tells what was dropped', async () => {
    const forms = pruneForms({ ...pruning, head });
    expect(await textOf(forms)).toMatchInlineSnapshot(`
      "
      ✓ dropped 12 entries, up to 12: .sentinel/state.db
        keep this head elsewhere:
        17:abababababababababababababababababababababababababababababababab
      "
    `);
    expectSchema('audit-prune', jsonOf(forms));
  });

  test('tells when nothing was old', async () => {
    expect(await textOf(pruneForms({ ...pruning, dropped: 0, head }))).toBe(
      '\nno entry is older than 2026-11-24T10:00:00Z: .sentinel/state.db\n',
    );
  });
});

describe('Markdown', () => {
  const document = (drafts: readonly AuditDraft[], report = whole) => {
    const pages = new AuditDocument();
    const rows = sampleLog(
      drafts.length,
      { seq: 0, hash: zero.hash },
      (i) => drafts[i] ?? sampleDraft(i),
    ).map(({ text, hash }) => pages.add({ line: lineOf({ text, hash }), entry: JSON.parse(text) as never }));
    return rows.join('') + pages.end(report);
  };

  const opened = {
    id: '4f1c09ab',
    scope: { policy: 'shop', env: 'prod' },
    from: Date.parse('2026-11-24T10:00Z'),
    until: Date.parse('2026-11-24T12:00Z'),
    reason: 'peering is down',
    actor: 'ann',
  };

  test('is read by people: who, what, from, to, why and when', () => {
    const about = {
      actor: { name: 'ann', verified: true },
      policy: 'shop',
      digest: 'eda091655df9aa',
      subject: { policy: 'shop', freeze: '4f1c09ab' },
    };
    expect(
      `\n${document([
        sampleDraft(0),
        sampleDraft(1),
        { ...about, type: 'freeze.opened', to: opened, why: 'peering is down', reasonCode: 'manual' },
        { ...about, type: 'freeze.closed', from: opened, why: 'peering is back' },
        {
          type: 'audit.pruned',
          actor: { name: 'bob', verified: false },
          subject: {},
          from: { seq: 1 },
          to: [1, null, true],
          why: 'old',
        },
      ])}`,
    ).toMatchInlineSnapshot(`
      "
      # Audit

      ## 2026-11-24

      | # | When (UTC) | Who | What | From | To | Why |
      |---|---|---|---|---|---|---|
      | 1 | 10:00:00Z | ann | decision: policy shop (eda091655df9), env prod, version v1.2.0 |  | safe | Safe: all 3 rules pass. (started) |
      | 2 | 10:00:01Z | bob | admission: policy shop (eda091655df9), env prod, version v1.2.1 |  |  | the limit admitted the start |
      | 3 | 10:00:02Z | ann (verified) | freeze.opened: policy shop (eda091655df9), freeze 4f1c09ab |  | actor ann, from 2026-11-24T10:00:00Z, id 4f1c09ab, reason peering is down, scope env prod, policy shop, until 2026-11-24T12:00:00Z | peering is down (manual) |
      | 4 | 10:00:03Z | ann (verified) | freeze.closed: policy shop (eda091655df9), freeze 4f1c09ab | actor ann, from 2026-11-24T10:00:00Z, id 4f1c09ab, reason peering is down, scope env prod, policy shop, until 2026-11-24T12:00:00Z |  | peering is back |
      | 5 | 10:00:04Z | bob | audit.pruned | seq 1 | 1, , true | old |

      The 17 entries of .sentinel/state.db hold together. Their head is 17:abababababababababababababababababababababababababababababababab.
      "
    `);
  });

  test('has a table for each day', () => {
    const pages = new AuditDocument();
    const [first = { text: '', hash: '' }] = sampleLog(1);
    const entry = JSON.parse(first.text) as { readonly at: number };
    const text = [0, 1, 86_400_000]
      .map((later) => pages.add({ line: '', entry: { ...entry, at: entry.at + later } as never }))
      .join('');
    expect(text.match(/^# Audit$/gmu)).toHaveLength(1);
    expect(text.match(/^## .*$/gmu)).toEqual(['## 2026-11-24', '## 2026-11-25']);
  });

  test('of nothing, and of a bad log', () => {
    expect(document([])).toBe(
      `# Audit\n\nThe 17 entries of .sentinel/state.db hold together. Their head is 17:${head.hash}.\n`,
    );
    expect(document([], bad)).toBe(
      '# Audit\n\n**Entry 18 of .sentinel/state.db is bad**: it was changed: its hash is not that of its text. The 17 entries before it hold together.\n',
    );
    const pages = new AuditDocument();
    expect(pages.add({ line: 'no|thing' })).toContain('| not an entry |  |  | no&#124;thing |');
  });

  test('takes no orders from what strangers wrote', () => {
    const hostile =
      '\u001b[31m\n| a | b |\n::error::x ##[x] <img src=x> @you [x](http://evil) www.evil.com `c` #1 !2 \u202e';
    const actor = { name: hostile, verified: false };
    const text = document([
      {
        ...sampleDraft(0),
        actor,
        subject: { [hostile]: hostile },
        why: hostile,
        to: { [hostile]: hostile },
        reasonCode: hostile,
      },
    ]);
    expect(text).not.toMatch(/<img|@you|http:\/\/evil|www\.evil|\]\(|`|(?<!&)#1|!2|[\u001b\u202e]/u);
    expect(text.split('\n').filter((line) => line.includes('evil'))).toHaveLength(1);
    expect(text).not.toMatch(/^\s*::/mu);
  });
});
