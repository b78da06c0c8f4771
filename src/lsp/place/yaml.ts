/** Places in YAML: block maps and lists by their columns, flow ones by their brackets. */
import { ITEM } from '../language/schema.ts';
import { FlowReader } from './flow.ts';
import type { Place } from './place.ts';

/** A key or a dash, and its column. */
interface Level {
  readonly column: number;
  readonly segment: string;
}

/** `before` is the text up to the cursor; undefined inside a comment. */
export function placeInYaml(before: string): Place | undefined {
  const levels: Level[] = [];
  /** Lines that are deeper belong to the text that a `|` or `>` opened. */
  let block: number | undefined;
  let flow: FlowReader | undefined;
  const lines = before.split(/\r\n|\r|\n/u);
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const indent = line.search(/[^ ]/u);
    if (flow) {
      flow.read(`${line}${isLast ? '' : '\n'}`);
      if (isLast) return flow.place(pathOf(levels));
      if (flow.isClosed) flow = undefined;
      continue;
    }
    if (block !== undefined) {
      const inside = indent === -1 ? !isLast || line.length > block : indent > block;
      if (inside && isLast) return { path: pathOf(levels), role: 'value', written: line.trimStart() };
      if (inside) continue;
      block = undefined;
    }
    if (!isLast && (indent === -1 || line[indent] === '#')) continue;
    const { rest, column, key } = openLine(line, levels);
    const scalar = key === undefined ? rest : rest.replace(/^[&!]\S*\s+/u, '');
    if (/^[{[]/u.test(scalar)) {
      flow = new FlowReader();
      flow.read(`${scalar}${isLast ? '' : '\n'}`);
      if (isLast) return flow.place(pathOf(levels));
      if (flow.isClosed) flow = undefined;
    } else if (isLast) {
      const isComment = rest.startsWith('#') || /\s#[^'"]*$/u.test(rest);
      return isComment ? undefined : placeOfScalar(pathOf(levels), key === undefined, scalar);
    } else if (/^[|>]/u.test(scalar)) block = column;
  }
  return undefined;
}

/** Takes the dashes and the key of a line onto the levels; gives what stands behind them. */
function openLine(
  line: string,
  levels: Level[],
): { readonly rest: string; readonly column: number; readonly key?: string } {
  let column = /^ */u.exec(line)?.[0].length ?? 0;
  for (;;) {
    const dash = /^-(?: +|$)/u.exec(line.slice(column));
    if (!dash) break;
    leave(levels, (level) => level.column > column || (level.column === column && level.segment === ITEM));
    levels.push({ column, segment: ITEM });
    column += dash[0].length;
  }
  leave(levels, (level) => level.column >= column);
  const content = line.slice(column);
  const key = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'#{}[\],&*!|>%@`][^#]*?)) *:(?: +|$)/u.exec(content);
  if (!key) return { rest: content, column };
  const segment = key[1] ?? key[2] ?? key[3] ?? '';
  levels.push({ column, segment });
  return { rest: content.slice(key[0].length), column, key: segment };
}

function leave(levels: Level[], isLeft: (level: Level) => boolean): void {
  for (let top = levels.at(-1); top && isLeft(top); top = levels.at(-1)) levels.pop();
}

function pathOf(levels: readonly Level[]): readonly string[] {
  return levels.map(({ segment }) => segment);
}

function placeOfScalar(path: readonly string[], isOpen: boolean, text: string): Place {
  const quote = /^["']/u.exec(text)?.[0];
  const closed = quote !== undefined && text.length > 1 && text.endsWith(quote);
  return {
    path,
    role: isOpen ? 'either' : 'value',
    written: quote === undefined || closed ? text : text.slice(1),
    ...(quote !== undefined && !closed && { quote }),
  };
}
