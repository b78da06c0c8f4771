/** What can be done about findings: the change that each suggests, or a suppression with a reason. */
import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import { lintCodes } from '../../plan/codes/lint.ts';
import type { Diagnostic, Edit } from '../../plan/diagnostic.ts';
import { spanOf, type Span } from '../../plan/span.ts';
import { applyEdits } from '../edits.ts';
import { offsetAt, rangeOf } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';
import { diagnosticsOf } from './diagnostics.ts';

/** `now` is in milliseconds since the epoch. */
export function codeActionsIn(snapshot: Snapshot, uri: string, range: Range, now: number): CodeAction[] {
  const asked = spanOf(offsetAt(snapshot.source, range.start), offsetAt(snapshot.source, range.end));
  const shown = diagnosticsOf(snapshot, uri, now);
  return snapshot.diagnostics(now).flatMap((finding, index) => {
    if (!finding.location || !meets(finding.location.span, asked)) return [];
    const action = (title: string, edits: readonly Edit[], isPreferred: boolean): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: shown.slice(index, index + 1),
      isPreferred,
      edit: { changes: { [uri]: edits.map((edit) => textEdit(edit, snapshot)) } },
    });
    const { suggestion } = finding;
    const suppression = suppressionOf(finding, finding.location.span, snapshot, now);
    return [
      ...(suggestion ? [action(suggestion.title, suggestion.edits, suggestion.safe)] : []),
      ...(suppression ? [action(`suppress ${finding.code} here; say why`, [suppression], false)] : []),
    ];
  });
}

function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function textEdit({ span, text }: Edit, { source }: Snapshot) {
  return { range: rangeOf(source, span), newText: text };
}

/**
 * A comment on the line before, whose reason is for the author to write: without one it is refused. Offered only where
 * it takes the finding, which no comment does inside a text of several lines.
 */
function suppressionOf(
  { code }: Diagnostic,
  { start }: Span,
  snapshot: Snapshot,
  now: number,
): Edit | undefined {
  if (!Object.hasOwn(lintCodes, code)) return undefined;
  const { source, text } = snapshot;
  const lineStart = source.lineStarts[source.positionOf(start).line - 1] ?? 0;
  const indent = /^[ \t]*/u.exec(text.slice(lineStart))?.[0] ?? '';
  const comment = `${indent}# sentinel-ignore ${code}:`;
  const span = spanOf(lineStart, lineStart);
  const tried = snapshot.with(
    applyEdits(text, [
      {
        span,
        text: `${comment} tried
`,
      },
    ]),
  );
  const helps = tried.diagnostics(now).length < snapshot.diagnostics(now).length;
  return helps ? { span, text: `${comment} \n` } : undefined;
}
