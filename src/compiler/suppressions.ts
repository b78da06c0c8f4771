/**
 * Suppressions: `# sentinel-ignore SEN1203 until 2026-12-01: reason` on a line of its own takes one finding from the
 * next line. Several may stand under each other before one line. Only lint findings can be suppressed: an error is not
 * a matter of taste.
 */
import { type Code, codes, isCode } from '../plan/codes/index.ts';
import { lintCodes } from '../plan/codes/lint.ts';
import { type Diagnostic, DiagnosticSink } from '../plan/diagnostic.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import { SourceText, type Span } from '../plan/span.ts';
import type { Comment } from '../parser/document.ts';

const marker = 'sentinel-ignore';
const shape = /^sentinel-ignore\s+([^\s:]+)(?:\s+until\s+([^\s:]+))?\s*(?::\s*(.*))?$/u;
const form = `write \`# ${marker} SEN1203 until 2026-12-01: reason\``;

interface Suppression {
  readonly code: Code;
  readonly span: Span;
  /** The line whose finding it takes. */
  readonly line: number;
  used: boolean;
}

export interface SuppressionResult {
  /** The findings that stay, and what is wrong with the suppressions themselves. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: number;
}

/** `now` is in milliseconds since the epoch; a suppression ends at midnight UTC of its date. */
export function applySuppressions(
  source: SourceText,
  comments: readonly Comment[],
  findings: readonly Diagnostic[],
  now: number,
): SuppressionResult {
  const sink = new DiagnosticSink(source.file);
  const suppressions = readSuppressions(source, comments, now, sink);
  const kept = findings.filter((finding) => {
    const taker = suppressions.find(
      (suppression) => !suppression.used && takes(suppression, finding, source),
    );
    if (taker) taker.used = true;
    return taker === undefined;
  });
  for (const { code, span, used } of suppressions)
    if (!used)
      sink.report('SEN1604', `the next line has no finding \`${code}\` to suppress`, span, {
        help: 'delete the comment',
      });
  return { diagnostics: [...kept, ...sink.diagnostics], suppressed: findings.length - kept.length };
}

function takes(suppression: Suppression, finding: Diagnostic, source: SourceText): boolean {
  return (
    finding.code === suppression.code &&
    finding.location !== undefined &&
    source.positionOf(finding.location.span.start).line === suppression.line
  );
}

function readSuppressions(
  source: SourceText,
  comments: readonly Comment[],
  now: number,
  sink: DiagnosticSink,
): Suppression[] {
  const marked = comments.filter((comment) => comment.text.startsWith(marker));
  const lines = new Set(marked.map((comment) => source.positionOf(comment.span.start).line));
  const found: Suppression[] = [];
  for (const comment of marked) {
    const code = readOne(source, comment, now, sink);
    if (code === undefined) continue;
    let line = source.positionOf(comment.span.start).line + 1;
    while (lines.has(line)) line++;
    found.push({ code, span: comment.span, line, used: false });
  }
  return found;
}

/** The code that a comment suppresses; undefined, and reported, when it suppresses nothing. */
function readOne(
  source: SourceText,
  { text, span }: Comment,
  now: number,
  sink: DiagnosticSink,
): Code | undefined {
  const [, code, date, reason] = shape.exec(text) ?? [];
  const { line, column } = source.positionOf(span.start);
  if (code === undefined) {
    sink.report('SEN1601', `\`${text}\` does not say what it suppresses`, span, { help: form });
  } else if (
    source
      .lineText(line)
      .slice(0, column - 1)
      .trim() !== ''
  ) {
    sink.report('SEN1601', 'a suppression stands on the line before the finding, alone', span, {
      help: form,
    });
  } else if (!isCode(code)) {
    sink.report('SEN1601', `\`${code}\` is not a code`, span, {
      help: suggestName(code, Object.keys(codes)) ?? form,
    });
  } else if (!Object.hasOwn(lintCodes, code)) {
    sink.report('SEN1605', `\`${code}\` is not a lint finding and cannot be suppressed`, span, {
      help: 'mend what it reports',
    });
  } else if (!reason) {
    sink.report('SEN1602', `the suppression of \`${code}\` gives no reason`, span, {
      help: `write why after a colon: \`# ${text.replace(/[\s:]*$/u, '')}: reason\``,
    });
  } else {
    const ends = date === undefined ? Number.POSITIVE_INFINITY : dayStart(date);
    if (ends === undefined) sink.report('SEN1601', `\`${date}\` is not a date`, span, { help: form });
    else if (ends <= now)
      sink.report('SEN1603', `the suppression of \`${code}\` ended on ${date}`, span, {
        help: 'mend the finding, or set a later date and say why',
      });
    else return code;
  }
  return undefined;
}

/** Midnight UTC of a calendar day that exists. */
function dayStart(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? undefined : ms;
}
