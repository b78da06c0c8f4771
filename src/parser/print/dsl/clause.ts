/** Clauses, and how they stand on lines: on one where they fit and were written so, else one below the other. */
import type { Comment, Comments } from '../../document.ts';
import { commentLines, commentText, fullWidth, type Line, linesBefore, withoutBlankStart } from '../lines.ts';

export interface Clause {
  readonly comments: Comments;
  /** Its first words, as wide as those of its neighbours where they stand in columns. */
  readonly lead: string;
  readonly rest?: string;
  readonly body?: Body;
  /** Behind the body. */
  readonly tail?: string;
  /** Clauses under each other with the same word stand in columns. */
  readonly column?: string;
  /** Clauses after each other with the same word stand on one line. */
  readonly line?: string;
  /** Lines under it, without their indent. */
  readonly below?: readonly string[];
  /** How it is written where one line does not hold it. */
  readonly otherwise?: Clause;
}

export interface Body {
  readonly brackets: '{}' | '[]';
  readonly clauses: readonly Clause[];
  readonly closing: readonly Comment[];
  /** Was written on one line. */
  readonly flow: boolean;
}

/** How much wider than its neighbour's a first column may be. */
const widestGap = 8;

export function bodyLines({ brackets, clauses, closing }: Body, indent: string): readonly Line[] {
  const joined = brackets === '{}' ? joinLines(clauses, indent) : clauses;
  const widths = columnWidths(joined, indent);
  const lines = joined.flatMap((clause, i) => {
    const separator = brackets === '[]' && i < joined.length - 1 ? ',' : '';
    return clauseLines({ ...clause, lead: clause.lead.padEnd(widths[i] ?? 0) }, indent, separator);
  });
  return withoutBlankStart([...lines, ...commentLines(closing, indent)]);
}

function clauseLines(clause: Clause, indent: string, separator: string): readonly Line[] {
  const { comments, body, below, tail, otherwise } = clause;
  const text = textOf(clause);
  const fits = text !== undefined && indent.length + text.trimEnd().length <= fullWidth;
  if (otherwise && !fits) return clauseLines({ ...otherwise, comments }, indent, separator);
  const comment = comments.trailing && commentText(comments.trailing);
  if (below) {
    const lines = below.map((line) => (line === '' ? '' : indent + line)).join('\n');
    // A comment would stand inside what goes on below.
    const { trailing, ...rest } = comments;
    const before = { ...rest, leading: [...rest.leading, ...(trailing ? [trailing] : [])] };
    return [...linesBefore(before, indent), { text: indent + wordsOf(clause), below: lines + separator }];
  }
  const before = linesBefore(comments, indent);
  // Comments alone, behind the last clause of their key.
  if (text === '') return before;
  if (text !== undefined && (fits || !body || body.clauses.length + body.closing.length === 0))
    return [...before, { text: indent + text.trimEnd() + separator, comment }];
  if (!body) return before;
  const [open, close] = body.brackets;
  const opening = { text: indent + words(wordsOf(clause), open) };
  const ending = { text: indent + words(close, tail) + separator };
  const inner = bodyLines(body, `${indent}  `);
  // Behind `[` it would belong to the first item.
  return body.brackets === '{}'
    ? [...before, { ...opening, comment }, ...inner, ending]
    : [...before, opening, ...inner, { ...ending, comment }];
}

/** The clause on one line; undefined where it cannot stand on one. */
function textOf(clause: Clause): string | undefined {
  const { body, below, tail } = clause;
  if (below) return undefined;
  if (!body) return wordsOf(clause);
  const inner = bodyText(body);
  return inner === undefined ? undefined : words(wordsOf(clause), inner, tail);
}

function bodyText({ brackets, clauses, closing, flow }: Body): string | undefined {
  const texts = clauses.map((clause, i) => (standsAlone(clause, i === 0) ? undefined : textOf(clause)));
  if ((!flow && clauses.length > 0) || closing.length > 0 || texts.includes(undefined)) return undefined;
  if (brackets === '[]') return `[${texts.join(', ')}]`;
  const separated = texts.map((text, i) => {
    const gap = i === 0 ? '' : isOnLineOf(clauses[i - 1], clauses[i]) ? ' ' : '  ';
    return gap + text;
  });
  return separated.length === 0 ? '{}' : `{ ${separated.join('')} }`;
}

/** Has comments, or begins a group. */
function standsAlone({ comments: { leading, trailing, blankBefore } }: Clause, isFirst: boolean): boolean {
  return leading.length > 0 || trailing !== undefined || (blankBefore && !isFirst);
}

function isOnLineOf(first: Clause | undefined, second: Clause | undefined): boolean {
  return first?.line !== undefined && first.line === second?.line;
}

/** Puts clauses that belong on one line there, as far as they fit and no comment or blank line is between them. */
function joinLines(clauses: readonly Clause[], indent: string): readonly Clause[] {
  const joined: Clause[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    const text = last && joinedText(last, clause, indent);
    if (last === undefined || text === undefined) joined.push(clause);
    else {
      const { trailing } = clause.comments;
      const comments = { ...last.comments, ...(trailing && { trailing }) };
      joined[joined.length - 1] = {
        lead: text,
        comments,
        ...(last.line !== undefined && { line: last.line }),
      };
    }
  }
  return joined;
}

function joinedText(last: Clause, next: Clause, indent: string): string | undefined {
  const { leading, blankBefore } = next.comments;
  const parts = [textOf(last), textOf(next)];
  const text = words(...parts);
  const isApart = leading.length > 0 || blankBefore || last.comments.trailing !== undefined;
  const isWhole = !parts.includes(undefined) && indent.length + text.length <= fullWidth;
  return isOnLineOf(last, next) && !isApart && isWhole ? text : undefined;
}

/** The width of each clause's first column; 0 where it has none. */
function columnWidths(clauses: readonly Clause[], indent: string): readonly number[] {
  const widths = clauses.map(() => 0);
  for (let start = 0; start < clauses.length;) {
    const run = [clauses[start] as Clause];
    for (let next; (next = clauses[start + run.length]) && goesOn(run, next, indent);) run.push(next);
    if (run.length > 1) widths.fill(widest(run), start, start + run.length);
    start += run.length;
  }
  return widths;
}

function goesOn(run: readonly Clause[], next: Clause, indent: string): boolean {
  const [first] = run;
  const { leading, blankBefore } = next.comments;
  if (first?.column === undefined || first.column !== next.column || leading.length > 0 || blankBefore)
    return false;
  const all = [...run, next];
  const width = widest(all);
  const isNarrow = width - Math.min(...all.map(({ lead }) => lead.length)) <= widestGap;
  return isNarrow && all.every((clause) => isOneLine(clause, indent.length + width - clause.lead.length));
}

function widest(run: readonly Clause[]): number {
  return Math.max(...run.map(({ lead }) => lead.length));
}

/** Fits one line beside so many blanks. */
function isOneLine(clause: Clause, blanks: number): boolean {
  const text = textOf(clause);
  return text !== undefined && blanks + text.length <= fullWidth;
}

function wordsOf({ lead, rest }: Clause): string {
  return words(lead, rest);
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
