/** What `audit verify`, `anchor` and `prune` give back. */
import type { AuditAnchorReport, AuditPruneReport, AuditPruning, AuditReport } from '../../../app/index.ts';
import type { AuditHead } from '../../../plan/audit.ts';
import { formatInstant } from '../../../plan/units.ts';
import { count, type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';

/** As `--anchor` takes it. */
export function anchorOf({ seq, hash }: AuditHead): string {
  return `${seq}:${hash}`;
}

export function verifyForms(report: AuditReport): Forms {
  return {
    texts: () => [JSON.stringify(report)],
    lines: (page) => verifyLines(report, page),
    json: () => report,
  };
}

function verifyLines({ source, ok, entries, firstBad, head, unproved }: AuditReport, page: Page): Line[] {
  const held = count(entries, 'entry', 'entries');
  const verdict = firstBad
    ? [
        ...wrap([`: ${firstBad.why}`], page, [piece('fail', `✗ entry ${firstBad.seq} is bad`)], ['  ']),
        ...wrap([`${held} before it hold together, in `, piece('path', source)], page, ['  ']),
      ]
    : wrap([`${held} hold together: `, piece('path', source)], page, [piece('pass', '✓ ')], ['  ']);
  return [
    ...verdict,
    [ok ? '  head ' : '  last good head ', piece('quoted', anchorOf(head))],
    ...unproved.flatMap((text) =>
      wrap(sentence(text), page, ['  ', piece('unknown', 'not proved: ')], ['    ']),
    ),
  ];
}

/** Text is the head alone, for scripts that keep it. */
export function anchorForms({ source, head, at }: AuditAnchorReport): Forms {
  return {
    texts: () => [],
    lines: () => [[anchorOf(head)]],
    json: () => ({ source, at: formatInstant(at), head, anchor: anchorOf(head) }),
  };
}

export function pruneForms(report: AuditPruneReport): Forms {
  const { source, before, dropped, checkpoint, head } = report;
  return {
    texts: () => [source],
    lines: (page) =>
      dropped === 0
        ? wrap([`no entry is older than ${formatInstant(before)}: `, piece('path', source)], page)
        : [
            ...wrap(
              [`${count(dropped, 'entry', 'entries')}, up to ${checkpoint.seq}: `, piece('path', source)],
              page,
              [piece('pass', '✓ dropped ')],
              ['  '],
            ),
            ...wrap(['keep this head elsewhere: ', piece('quoted', anchorOf(head))], page, ['  ']),
          ],
    json: () => ({ source, before: formatInstant(before), dropped, checkpoint, head }),
  };
}

export function pruningLines({ source, before, dropped, checkpoint }: AuditPruning, page: Page): Line[] {
  return [
    ...wrap(
      [
        `drops ${count(dropped, 'entry', 'entries')}, all that are older than ${formatInstant(before)}, from `,
        piece('path', source),
      ],
      page,
      [],
      ['  '],
    ),
    ...wrap(
      [
        `they are gone then, and heads that were kept of entries before ${checkpoint.seq} can no longer be compared`,
      ],
      page,
      ['  '],
    ),
  ];
}
