/** What the actions of `store` give back. */
import type {
  BackupReport,
  KeptStoreReport,
  Restoration,
  RestoreReport,
  StoreInitReport,
  StoreMigrateReport,
} from '../../app/index.ts';
import { formatInstant } from '../../plan/units.ts';
import { count, type Line, piece } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import { anchorOf } from './audit/forms.ts';
import type { Forms } from './deliver.ts';

/** `done`: what became of it. */
export function storeForms(
  report: KeptStoreReport | StoreInitReport | StoreMigrateReport,
  done?: string,
): Forms {
  return {
    texts: () => [report.place, ...report.caveats],
    lines: (page) => storeLines(report, done, page),
    json: () => ({ ...report, createdAt: formatInstant(report.createdAt) }),
  };
}

function storeLines(report: KeptStoreReport, done: string | undefined, page: Page): Line[] {
  const { kind, place, from, createdAt, schemaVersion, checkpoint, head, caveats } = report;
  const kept = checkpoint.seq === 0 ? '' : `, those up to ${checkpoint.seq} pruned`;
  return [
    ...wrap(
      [`(${kind}, ${from})${done === undefined ? '' : `: ${done}`}`],
      page,
      [...(done === undefined ? [] : [piece('pass', '✓ ')]), piece('path', place), ' '],
      ['  '],
    ),
    ...wrap([`since ${formatInstant(createdAt)}, schema ${schemaVersion}`], page, ['  ']),
    ...wrap(
      [`audit of ${count(head.seq, 'entry', 'entries')}${kept}; head `, piece('quoted', anchorOf(head))],
      page,
      ['  '],
    ),
    ...caveats.flatMap((caveat) => wrap([caveat], page, ['  ', piece('faint', '- ')], ['    '])),
  ];
}

export function backupForms(report: BackupReport): Forms {
  const { file, source } = report;
  return {
    texts: () => [file, source],
    lines: (page) => [
      ...wrap(
        ['from ', piece('path', source)],
        page,
        [piece('pass', '✓ backup '), piece('path', file), ' '],
        ['  '],
      ),
      ...contentLines(report, page),
    ],
    json: () => jsonOfBackup(report),
  };
}

export function restoreForms(report: RestoreReport): Forms {
  const { file, source, onto, restored } = report;
  return {
    texts: () => [file, source],
    lines: (page) => [
      ...wrap(
        ['into ', piece('path', source)],
        page,
        [piece('pass', '✓ restored '), piece('path', file), ' '],
        ['  '],
      ),
      ...wrap(['keep this head elsewhere: ', piece('quoted', anchorOf(restored))], page, ['  ']),
    ],
    json: () => ({ ...jsonOfBackup(report), onto, restored }),
  };
}

export function restorationLines(restoration: Restoration, page: Page): Line[] {
  const { file, source, onto } = restoration;
  return [
    ...wrap(
      [
        'puts ',
        piece('path', file),
        ' in the place of all that is in ',
        piece('path', source),
        onto.seq === 0 ? ', which has no audit yet' : `, whose audit ends with entry ${onto.seq}`,
      ],
      page,
      [],
      ['  '],
    ),
    ...contentLines(restoration, page),
  ];
}

function contentLines({ madeAt, entries, head }: BackupReport, page: Page): Line[] {
  return wrap(
    [
      `made ${formatInstant(madeAt)}, with an audit of ${count(entries, 'entry', 'entries')}; head `,
      piece('quoted', anchorOf(head)),
    ],
    page,
    ['  '],
  );
}

function jsonOfBackup({ source, file, madeAt, entries, head }: BackupReport): object {
  return { source, file, madeAt: formatInstant(madeAt), entries, head };
}
