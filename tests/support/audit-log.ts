/** Logs of the audit as runs leave them, the same in every run of a test. */
import { type AuditDraft, type AuditHead, EMPTY_HEAD } from '../../src/plan/audit.ts';
import { chained, storedEntry } from '../../src/runtime/host/audit-chain.ts';
import type { StoredEntry } from '../../src/runtime/ports/stores.ts';

const BEGIN = Date.parse('2026-11-24T10:00:00Z');

/** In turn a decision with its facts, an admission, and a step, which says what a stranger wrote. */
export function sampleDraft(i: number): AuditDraft {
  const about = {
    actor: { name: i % 2 === 0 ? 'ann' : 'bob', verified: false },
    policy: 'shop',
    digest: 'eda091655df9'.repeat(6).slice(0, 64),
    subject: { env: 'prod', version: `v1.2.${i}` },
  };
  const run = `0b6a2c1e-${i}`;
  const facts = { ready: true, load: i / 7, tag: `v1.2.${i}` };
  switch (i % 3) {
    case 0:
      return {
        ...about,
        type: 'decision',
        to: 'safe',
        why: 'Safe: all 3 rules pass.',
        reasonCode: 'started',
        data: { run, facts },
      };
    case 1:
      return {
        ...about,
        type: 'admission',
        why: 'the limit admitted the start',
        data: { run, limit: 'hourly' },
      };
    default:
      return {
        ...about,
        type: 'step',
        to: 'failed',
        why: 'Übel: ## ::set \u2028\u009b ☠ 𝕏 \\u0041',
        data: { run },
      };
  }
}

/** A log of so many entries, a second apart, behind `from`. */
export function sampleLog(
  count: number,
  from: AuditHead = EMPTY_HEAD,
  draft: (i: number) => AuditDraft = sampleDraft,
): StoredEntry[] {
  let head = from;
  return Array.from({ length: count }, (_, i) => {
    const entry = chained(draft(from.seq + i), head, BEGIN + 1_000 * (from.seq + i));
    head = entry;
    return storedEntry(entry);
  });
}
