/** A review as text: a part for each rule that was changed, the verdict last. */
import type { ReviewReport } from '../../../app/index.ts';
import { type Line, type Piece, piece, type Role, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { closing, type Finding, type Part, partsOf, pastText, type Verdict, verdictWord } from './parts.ts';

const roles: Readonly<Record<Verdict, Role>> = {
  same: 'skipped',
  stricter: 'pass',
  looser: 'fail',
  incomparable: 'unknown',
};

export function reviewLines(report: ReviewReport, page: Page): readonly Line[] {
  const { base, head, review } = report;
  const parts = partsOf(report);
  const past = pastText(report);
  return [
    [
      'review of ',
      piece('path', head.file),
      ': ',
      piece('strong', base.name),
      ' → ',
      piece('strong', head.name),
    ],
    ...parts.flatMap((part) => [[], ...partLines(part, page)]),
    ...(past === undefined ? [] : [[], [past]]),
    [],
    ...wrap(sentence(closing(report), roles[review.verdict]), page),
  ];
}

function partLines({ kind, name, findings }: Part, page: Page): readonly Line[] {
  return findings.flatMap((finding) => [
    [
      piece('faint', name === '' ? kind : `${kind} `),
      ...(name === '' ? [] : [piece('strong', name)]),
      '  ',
      piece(roles[finding.verdict], verdictWord(finding)),
      ...(finding.environments.length > 0 ? [piece('faint', ` in ${finding.environments.join(', ')}`)] : []),
    ],
    ...findingLines(finding, page),
  ]);
}

function findingLines({ changes, notes, example }: Finding, page: Page): readonly Line[] {
  const under = (line: Line, depth = 2): readonly Line[] => {
    const indent = ' '.repeat(depth);
    return wrap(line, page, [indent], [`${indent}  `]);
  };
  return [
    ...changes.flatMap(({ what, was, is }) => under([piece('faint', `${what}  `), ...fromTo(was, is)])),
    ...notes.flatMap((note) => under([note])),
    ...(example
      ? [
          ...under([piece('fail', 'gets through: '), example.input]),
          ...under([piece('faint', 'before  '), example.base], 4),
          ...under([piece('faint', 'now     '), example.head], 4),
        ]
      : []),
  ];
}

function fromTo(was: string | undefined, is: string | undefined): readonly Piece[] {
  if (was !== undefined && is !== undefined) return [piece('quoted', was), ' → ', piece('quoted', is)];
  const only = was ?? is;
  return only === undefined ? [] : [piece('quoted', only)];
}
