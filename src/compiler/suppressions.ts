/**
 * Suppressions: `# sentinel-ignore SEN1203 until 2026-12-01: reason` on a line of its own takes one finding from the
 * next line. Several may stand under each other before one line. Only lint findings can be suppressed: an error is not
 * a matter of taste.
 */
import { codes, isCode } from '../plan/codes/index.ts';
import { lintCodes } from '../plan/codes/lint.ts';
import { type Diagnostic, DiagnosticSink } from '../plan/diagnostic.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import { type SourceText, type Span, spanOf } from '../plan/span.ts';
import type { Comment } from '../parser/document.ts';

const marker = /^sentinel-ignore\b/u;
const shape = /^sentinel-ignore\s+([^\s:]+)(?:\s+until\s+([^\s:]+))?\s*(?::\s*(.*))?$/u;
const form = 'write `# sentinel-ignore SEN1203 until 2026-12-01: reason` on the line before the finding';

interface Suppression {
  readonly code: string;
  /** The code in the comment. */
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

interface SuppressionOptions {
  /** Milliseconds since the epoch; a suppression ends at midnight UTC of its date. */
  readonly now: number;
  /** Codes whose rules did not run: nobody knows whether a suppression of them has something to take. */
  readonly silent: ReadonlySet<string>;
}

export function applySuppressions(
  source: SourceText,
  comments: readonly Comment[],
  findings: readonly Diagnostic[],
  { now, silent }: SuppressionOptions,
): SuppressionResult {
  const sink = new DiagnosticSink(source.file);
  const suppressions = readSuppressions(source, comments, now, sink);
  const kept = findings.filter(({ code, location }) => {
    if (!location) return true;
    const { line } = source.positionOf(location.span.start);
    const taker = suppressions.find((item) => !item.used && item.code === code && item.line === line);
    if (taker) taker.used = true;
    return taker === undefined;
  });
  for (const { code, span, used } of suppressions)
    if (!used && !silent.has(code))
      sink.report('SEN1604', `the next line has no finding \`${code}\``, span, {
        help: 'delete the comment',
      });
  return { diagnostics: [...kept, ...sink.diagnostics], suppressed: findings.length - kept.length };
}

function readSuppressions(
  source: SourceText,
  comments: readonly Comment[],
  now: number,
  sink: DiagnosticSink,
): Suppression[] {
  const marked = comments.filter(({ text }) => marker.test(text));
  const lines = new Set(marked.map(({ span }) => source.positionOf(span.start).line));
  return marked.flatMap((comment) => {
    const code = readCode(source, comment, now, sink);
    if (code === undefined) return [];
    let line = source.positionOf(comment.span.start).line + 1;
    while (lines.has(line)) line++;
    return [{ code, span: placeIn(source, comment, code), line, used: false }];
  });
}

/** The code that a comment suppresses; undefined, and reported, when it suppresses nothing. */
function readCode(
  source: SourceText,
  comment: Comment,
  now: number,
  sink: DiagnosticSink,
): string | undefined {
  const { text, span } = comment;
  const [, code, date, reason] = shape.exec(text) ?? [];
  if (code === undefined) {
    sink.report('SEN1601', `\`${text}\` is not a suppression`, span, { help: form });
  } else if (!standsAlone(source, span)) {
    sink.report('SEN1601', 'a suppression stands on a line of its own', span, { help: form });
  } else if (!isCode(code)) {
    const help = suggestName(code, Object.keys(codes)) ?? form;
    sink.report('SEN1601', `\`${code}\` is not a code`, placeIn(source, comment, code), { help });
  } else if (!Object.hasOwn(lintCodes, code)) {
    sink.report('SEN1605', `\`${code}\` cannot be suppressed`, placeIn(source, comment, code), {
      help: 'only lint findings (`SEN12…`) can; mend what this one reports',
    });
  } else if (!reason) {
    sink.report('SEN1602', `the suppression of \`${code}\` gives no reason`, span, {
      help: `say why after a colon: \`# ${text.replace(/[\s:]*$/u, '')}: reason\``,
    });
  } else if (date === undefined || lasts(source, comment, date, now, sink)) {
    return code;
  }
  return undefined;
}

function lasts(
  source: SourceText,
  comment: Comment,
  date: string,
  now: number,
  sink: DiagnosticSink,
): boolean {
  const ends = dayStart(date);
  if (ends === undefined)
    sink.report('SEN1601', `\`${date}\` is not a date`, placeIn(source, comment, date), { help: form });
  else if (ends <= now)
    sink.report('SEN1603', `the suppression ended on ${date}`, placeIn(source, comment, date), {
      help: 'mend the finding, or set a later date and say why',
    });
  return ends !== undefined && ends > now;
}

function standsAlone(source: SourceText, { start }: Span): boolean {
  const { line, column } = source.positionOf(start);
  return (
    source
      .lineText(line)
      .slice(0, column - 1)
      .trim() === ''
  );
}

function placeIn(source: SourceText, { span }: Comment, part: string): Span {
  const start = span.start + source.slice(span).indexOf(part);
  return spanOf(start, start + part.length);
}

/** Midnight UTC of a calendar day that exists. */
function dayStart(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return undefined;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? undefined : ms;
}
