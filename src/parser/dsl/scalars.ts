/** Scalars of the document tree, from what stands in the text. */
import { decodeEscape, dedent, joinPieces, type Piece } from '../expression/text.ts';
import { type Expression, isExpressionPart, isLiteralPart, type TemplateText } from '../expression/ast.ts';
import { readQuantity } from '../expression/literals.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type Span, spanOf } from '../../plan/span.ts';
import { listNode, noComments } from './clauses.ts';
import type { Comment, ItemNode, ListNode, OffsetMap, ScalarNode } from '../document.ts';
import { within } from './within.ts';
import { commentsIn } from '../document-comments.ts';
import { straightOffsets, tableOffsets } from '../document.ts';

/** All have the same fields in the same order, so that the tree is built and read fast. */
function scalar(
  span: Span,
  value: ScalarNode['value'],
  text: string,
  style: ScalarNode['style'],
  offsets: OffsetMap,
  expression?: Expression,
  template?: TemplateText,
): ScalarNode {
  return { kind: 'scalar', span, value, text, style, offsets, expression, template };
}

/** A word, a literal, a key: its text is its source. */
export function plainScalar(
  text: string,
  span: Span,
  value: ScalarNode['value'] = text,
  style: ScalarNode['style'] = 'plain',
): ScalarNode {
  return scalar(span, value, text, style, straightOffsets(span.start));
}

/** A key that another word implies: `severity` by `critical`. */
export function impliedKey(text: string, span: Span): ScalarNode {
  return scalar(span, text, text, 'plain', tableOffsets([span.start]));
}

/** Several tokens as one text with single blanks: `2 of 5`. */
export function joinedScalar(
  tokens: readonly { readonly image: string; readonly startOffset: number }[],
): ScalarNode {
  const table: number[] = [];
  let end = 0;
  for (const { image, startOffset } of tokens) {
    if (table.length > 0) table.push(end);
    for (let i = 0; i < image.length; i++) table.push(startOffset + i);
    end = startOffset + image.length;
  }
  const text = tokens.map(({ image }) => image).join(' ');
  const span = spanOf(table[0] ?? 0, end);
  table.push(end);
  return scalar(span, text, text, 'plain', tableOffsets(table));
}

/** A number, percentage, duration or size; undefined, and told, when it is none. */
export function quantityScalar(text: string, span: Span, sink: DiagnosticSink): ScalarNode | undefined {
  const digits = text.replace('-', '');
  const reading = readQuantity(digits);
  if ('value' in reading) return plainScalar(text, span, reading.kind === 'number' ? Number(text) : text);
  const write = reading.write?.startsWith('version(') ? `"${digits}"` : reading.write;
  sink.report('SEN1302', reading.wrong, span, {
    help: write && `write \`${write}\``,
    suggestion:
      write === undefined
        ? undefined
        : { title: `write \`${write}\``, edits: [{ span, text: write }], safe: false },
  });
  return undefined;
}

/** The text of a condition, with the tree that was read from it. Comments inside are blanked. */
export function conditionScalar(
  text: string,
  span: Span,
  expression: Expression,
  comments: readonly Comment[],
): ScalarNode {
  const value = expression.kind === 'boolean' || expression.kind === 'number' ? expression.value : undefined;
  const bare = text.includes('#') ? withoutComments(text, span, comments) : text;
  return scalar(span, value ?? bare, bare, 'plain', straightOffsets(span.start), expression);
}

function withoutComments(text: string, span: Span, comments: readonly Comment[]): string {
  return within(comments, span, (comment) => comment.span.start).reduce((rest, { span: { start, end } }) => {
    const blanks = ' '.repeat(end - start);
    return rest.slice(0, start - span.start) + blanks + rest.slice(end - span.start);
  }, text);
}

/** A list without brackets. */
export function listOf(written: readonly (ScalarNode | undefined)[]): ListNode | undefined {
  const items: ItemNode[] = [];
  for (const value of written)
    if (value) items.push({ kind: 'item', span: value.span, value, comments: noComments });
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return undefined;
  const span = spanOf(first.span.start, last.span.end);
  return listNode(span, true, items, [], written.length - items.length);
}

/** A list of one is written as its item where either will do, if nothing is said of it inside the brackets. */
export function single(list: ListNode | undefined): ListNode | ScalarNode | undefined {
  const [first, second] = list?.items ?? [];
  if (list === undefined || first?.value.kind !== 'scalar' || second || list.unread) return list;
  return commentsIn(list).length > 0 ? list : first.value;
}

/** A quoted text in which every character stands for itself. */
export function textScalar(image: string, span: Span): ScalarNode {
  const text = image.slice(1, -1);
  const inside = spanOf(span.start + 1, span.end - 1);
  const template = { parts: text === '' ? [] : [{ value: text, span: inside }], span: inside };
  const style = image.startsWith('"') ? 'double' : 'single';
  return scalar(span, text, text, style, straightOffsets(inside.start), undefined, template);
}

/** What a quoted text is made of. */
export interface Quoted {
  /** The whole of it, quotes included. */
  readonly span: Span;
  readonly quotes: '"' | "'" | '"""';
  readonly pieces: readonly Piece[];
}

const styles = { '"': 'double', "'": 'single', '"""': 'literal' } as const;

/**
 * Its text is decoded, but for `${…}` and `$${`, which mean in it what they mean in any text of a policy.
 */
export function quotedScalar(
  { span, quotes, pieces }: Quoted,
  source: string,
  sink: DiagnosticSink,
): ScalarNode {
  const inside = spanOf(span.start + quotes.length, span.end - quotes.length);
  const style = styles[quotes];
  const isBlock = quotes === '"""';
  const kept = isBlock ? dedent(pieces) : pieces;
  const decoded =
    isBlock || pieces.some(({ kind }) => kind === 'escape')
      ? decode(pieces, kept, inside, source)
      : { text: source.slice(inside.start, inside.end), offsets: straightOffsets(inside.start) };
  const template = { parts: joinPieces(kept, sink), span: inside };
  return scalar(span, decoded.text, decoded.text, style, decoded.offsets, undefined, template);
}

/** A name or a key as its text without `${…}`, which is told: they are the same in every run. */
export function fixedScalar(scalar: ScalarNode, sink: DiagnosticSink): ScalarNode {
  const parts = scalar.template?.parts ?? [];
  const interpolated = parts.find(isExpressionPart);
  if (interpolated)
    sink.report('SEN1511', 'a name or a key is the same in every run', interpolated.span, {
      help: 'write the text itself, or `$${` for a literal `${`',
    });
  const text = parts.map((part) => (isLiteralPart(part) ? part.value : '')).join('');
  return text === scalar.text ? scalar : { ...scalar, text, value: text };
}

/** Grows the decoded text with the place of each of its units. `kept` are the pieces without their indent. */
function decode(
  pieces: readonly Piece[],
  kept: readonly Piece[],
  inside: Span,
  source: string,
): Pick<ScalarNode, 'text' | 'offsets'> {
  const table: number[] = [];
  let text = '';
  const copy = (piece: string, offset: number): void => {
    for (let i = 0; i < piece.length; i++) table.push(offset + i);
    text += piece;
  };
  const ends = endsOf(pieces, inside.end);
  let at = inside.start;
  for (const [index, piece] of pieces.entries()) {
    const end = ends[index] ?? inside.end;
    if (piece.kind === 'escape') {
      const decoded = guard(decodeEscape(piece.text) ?? '', source.charAt(end), text.at(-1));
      for (let i = 0; i < decoded.length; i++) table.push(piece.span.start);
      text += decoded;
    } else if (piece.kind === 'literal' && source.startsWith(piece.text, at)) {
      const { text: left } = kept[index] as typeof piece;
      copyLines(piece.text, left, at, index === 0, copy);
    } else copy(source.slice(at, end), at);
    at = end;
  }
  table.push(inside.end);
  return { text, offsets: tableOffsets(table) };
}

/** Where each piece ends; an interpolation knows only the place of what is inside it, so it ends where another begins. */
function endsOf(pieces: readonly Piece[], end: number): readonly number[] {
  let next = end;
  return pieces
    .toReversed()
    .map((piece) => {
      if (piece.kind !== 'literal' && piece.kind !== 'escape') return next;
      next = piece.span.start;
      return piece.span.end;
    })
    .toReversed();
}

/** An escape that would open a `${` together with its neighbours is written as an interpolation of itself. */
function guard(decoded: string, next: string, before: string | undefined): string {
  const opens = (decoded === '$' && /[{$\\]/u.test(next)) || (decoded === '{' && before === '$');
  return opens ? `\${"${decoded}"}` : decoded;
}

/** Of each line that was written its end, which is what is left of it. */
function copyLines(
  written: string,
  left: string,
  start: number,
  isFirst: boolean,
  copy: (piece: string, offset: number) => void,
): void {
  const kept = left.split('\n');
  const skipped = isFirst && left !== written && /^[ \t]*\r?\n/u.test(written) ? 1 : 0;
  let offset = start;
  for (const [index, line] of written.split('\n').entries()) {
    const rest = kept[index - skipped];
    if (index >= skipped && rest !== undefined) {
      if (index > skipped) copy('\n', offset - 1);
      copy(rest, offset + line.replace(/\r$/u, '').length - rest.length);
    }
    offset += line.length + 1;
  }
}
