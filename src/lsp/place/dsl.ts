/** Places in the DSL: the clause that is being written, in the innermost block that is open. */
import { lexPolicy } from '../../parser/dsl/lexer.ts';
import { clauseWords, isItem, isNamed, keyOfClause, partWords } from '../language/clauses.ts';
import { ITEM, type Path } from '../language/schema.ts';
import type { Place } from './place.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** A block or a list whose bracket is open. */
interface Frame {
  readonly path: Path;
  readonly isList: boolean;
  /** The clause, or the item, that is being written. */
  clause: Piece[];
}

/** `before` is the text up to the cursor; undefined inside a comment, and where a name is to be made up. */
export function placeInDsl(before: string): Place | undefined {
  const { tokens, comments } = lexPolicy(before);
  const comment = comments.at(-1);
  if (comment && !/[\r\n]/u.test(before.slice(comment.span.start))) return undefined;
  const { pieces, open } = piecesOf(tokens);
  const last = pieces.at(-1);
  const word = !open && last?.isWord && last.end === before.length ? last : undefined;
  const frames: Frame[] = [];
  for (const piece of word ? pieces.slice(0, -1) : pieces) take(piece, frames, before);
  const frame = frames.at(-1);
  if (!frame) return undefined;
  if (open) {
    const { path, start } = valueOf(frame) ?? { path: frame.path, start: open.end };
    if (holdsCondition(frame)) return { path, role: 'value', written: before.slice(start).trimStart() };
    return { path, role: 'value', written: before.slice(open.end), quote: open.text };
  }
  const written = word?.text ?? '';
  if (frame.clause.length === 0 || isOver(frame, before, word?.start ?? before.length))
    return { path: frame.path, role: frame.isList ? 'value' : 'key', written };
  const value = valueOf(frame);
  if (!value) return undefined;
  if (value.isKind) return { path: value.path, role: 'key', written };
  return { path: value.path, role: 'value', written: before.slice(value.start).trimStart() };
}

/** Whether a clause begins at `start` rather than that the one before goes on: on a line of its own, behind a value. */
function isOver({ clause, path, isList }: Frame, before: string, start: number): boolean {
  if (isList || clause.length < 2) return false;
  if (!clauseWords(path)) return true;
  return startsLine(before, start) && clause.at(-1)?.endsValue === true;
}

function startsLine(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

function take(piece: Piece, frames: Frame[], before: string): void {
  const top = frames.at(-1);
  if (piece.text === '{' && !piece.isText) {
    frames.push({ path: top ? blockOf(top) : [], isList: false, clause: [] });
    return;
  }
  if (!top) return;
  const sign = piece.isText ? '' : piece.text;
  if (sign === '}') {
    while (frames.pop()?.isList);
    const outer = frames.at(-1);
    if (outer) outer.clause = [];
  } else if (sign === '[' && !holdsCondition(top)) {
    const { path } = valueOf(top) ?? top;
    top.clause.push(piece);
    frames.push({ path: path.at(-1) === ITEM ? path : [...path, ITEM], isList: true, clause: [] });
  } else if (sign === ']' && top.isList) frames.pop();
  else if (sign === ',' && top.isList) top.clause = [];
  else if (opensClause(piece, top, before)) top.clause = [piece];
  else top.clause.push(piece);
}

function opensClause(
  { text, start, isWord }: Piece,
  { path, isList, clause }: Frame,
  before: string,
): boolean {
  const previous = clause.at(-1);
  if (isList || !previous) return false;
  const words = clauseWords(path);
  // In a block of plain keys each value is one piece.
  if (!words) return clause.length > 1;
  if (!isWord || !words.includes(text) || previous.text === '.') return false;
  if (startsLine(before, start)) return true;
  const key = keyPath(clause, path);
  return (
    clause.length > 1 && previous.endsValue && !partWords(key).includes(text) && !isNamedClause(clause, path)
  );
}

const conditions = new Set([
  'require',
  'prefer',
  'show',
  'when',
  'except',
  'identity',
  'if',
  'of',
  'who',
  'compare',
]);

function holdsCondition(frame: Frame): boolean {
  return conditions.has(valueOf(frame)?.path.at(-1) ?? '');
}

interface Value {
  readonly path: Path;
  /** Where it begins. */
  readonly start: number;
  /** It is the kind of a component. */
  readonly isKind?: boolean;
}

/** The value that stands at the end of a clause; undefined where its name is still to come. */
function valueOf({ path, clause, isList }: Frame): Value | undefined {
  const [first] = clause;
  if (!first || isList) return { path, start: first?.start ?? 0 };
  // `3 of error_rate < 1%`, in a score.
  const of = path[0] === 'scores' ? clause.find(({ text }) => text === 'of') : undefined;
  if (of) return { path: [...path, 'criteria', ITEM, 'of'], start: of.end };
  const key = keyPath(clause, path);
  if (isNamedClause(clause, path)) return headerValue(clause, key);
  if (['traffic', 'before', 'after'].includes(first.text) && clauseWords(path))
    return { path: key, start: first.end, isKind: true };
  const part = clause.findLast(({ text, isWord }, at) => at > 0 && isWord && partWords(key).includes(text));
  if (part) return { path: [...key, part.text], start: part.end };
  const most = first.text === 'at' ? clause[1] : undefined;
  return { path: key, start: (most ?? first).end };
}

/** `in prod`, `when …` behind a name; `= http` of a probe. */
function headerValue(clause: readonly Piece[], key: Path): Value | undefined {
  const last = clause.findLast(({ text, isText }, at) => at > 1 && !isText && headerWords.has(text));
  if (last) {
    const inner = headerWords.get(last.text) as Path;
    if (last.text === '=')
      return key[0] === 'probes' ? { path: key, start: last.end, isKind: true } : undefined;
    return { path: [...key, ...inner], start: last.end };
  }
  const name = clause[1];
  return name && key[0] === 'gates' ? { path: [...key, 'severity'], start: name.end } : undefined;
}

const headerWords: ReadonlyMap<string, Path> = new Map([
  ['in', ['environments', ITEM]],
  ['when', ['when']],
  [':', ['type']],
  ['per', ['per_env']],
  ['=', []],
]);

/** The path to the block that a brace opens behind a clause. */
function blockOf({ path, clause, isList }: Frame): Path {
  if (isList) return path;
  const key = keyPath(clause, path);
  const words = clause.map(({ text }) => text);
  const [first] = words;
  if (path.length === 0 && first === 'probe') return [...key, words[words.lastIndexOf('=') + 1] ?? ''];
  if (path.length === 0 && words.includes('per')) return [...key, 'per_env'];
  const isKind = ['traffic', 'before', 'after'].includes(first ?? '') && clauseWords(path);
  return isKind && words[1] !== undefined ? [...key, words[1]] : key;
}

/** The path to what a clause is about: its key, or the block that it names. */
function keyPath(clause: readonly Piece[], path: Path): Path {
  const [first, name] = clause;
  if (!first) return path;
  const key = clauseWords(path) ? keyOfClause(first.text, path) : first.text;
  if (isNamed(first.text, path)) return [...path, key, name?.text ?? ''];
  return clauseWords(path) && isItem(key) ? [...path, key, ITEM] : [...path, key];
}

function isNamedClause([first]: readonly Piece[], path: Path): boolean {
  return first !== undefined && isNamed(first.text, path);
}
