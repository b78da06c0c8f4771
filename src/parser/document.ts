/**
 * The document tree: maps, lists and scalars with the place and the comments of each. Both syntaxes are read into it,
 * in the shape of the keys of the language, so that everything behind it (structure, meaning, conversion) is shared.
 */
import type { Span } from '../plan/span.ts';
import type { Expression, TemplateText } from './expression/ast.ts';

export interface Comment {
  /** Without the `#` and the blank after it. */
  readonly text: string;
  readonly span: Span;
  /** It stands on a line of its own, with a blank line before it. */
  readonly blankBefore?: true;
}

export interface Comments {
  /** Own-line comments directly before. */
  readonly leading: readonly Comment[];
  /** On the same line, behind. */
  readonly trailing?: Comment;
  /** A blank line stands before the leading comments. */
  readonly blankBefore: boolean;
  /** A blank line stands between the last leading comment and what it is about. */
  readonly blankBetween?: true;
}

export type DocumentNode = MapNode | ListNode | ScalarNode;

interface Base {
  readonly span: Span;
  /** The name by which aliases further down refer to it. Where one does, the node itself stands again. */
  readonly anchor?: string;
}

export interface MapNode extends Base {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly EntryNode[];
  /** Comments behind the last entry. */
  readonly closing: readonly Comment[];
  /** Keys that were written and whose values could not be read; each has its diagnostic. */
  readonly unread?: readonly string[];
}

export interface EntryNode {
  readonly kind: 'entry';
  readonly span: Span;
  readonly key: ScalarNode;
  readonly value: DocumentNode;
  readonly comments: Comments;
}

export interface ListNode extends Base {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly ItemNode[];
  readonly closing: readonly Comment[];
  /** How many items could not be read; each has its diagnostic. */
  readonly unread?: number;
}

export interface ItemNode {
  readonly kind: 'item';
  readonly span: Span;
  readonly value: DocumentNode;
  readonly comments: Comments;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends Base {
  readonly kind: 'scalar';
  /** The whole of it, quotes included. */
  readonly span: Span;
  readonly value: string | number | boolean;
  /** The value as text: of a string the decoded text, else the source. */
  readonly text: string;
  readonly style: ScalarStyle;
  /**
   * Source offset of each UTF-16 unit of `text`, with one more for its end, so that a place inside a decoded,
   * unescaped or folded text maps back to the file.
   */
  readonly offsets: OffsetMap;
  /** The text read as an expression, where the syntax has read it so. */
  readonly expression?: Expression | undefined;
  /** The text with its `${…}`, where the syntax has read them. */
  readonly template?: TemplateText | undefined;
}

export interface OffsetMap {
  /** The source offset of `text[index]`; `index` may be the text's length. */
  at(index: number): number;
}

class StraightOffsets implements OffsetMap {
  readonly #start: number;

  constructor(start: number) {
    this.#start = start;
  }

  at(index: number): number {
    return this.#start + index;
  }
}

/** The map of a text that stands in the source as it is. */
export function straightOffsets(start: number): OffsetMap {
  return new StraightOffsets(start);
}

class TableOffsets implements OffsetMap {
  readonly #table: ArrayLike<number>;

  constructor(table: ArrayLike<number>) {
    this.#table = table;
  }

  at(index: number): number {
    return this.#table[Math.min(index, this.#table.length - 1)] ?? 0;
  }
}

/** The map of a decoded text: one source offset for each unit and one for the end. */
export function tableOffsets(table: ArrayLike<number>): OffsetMap {
  return new TableOffsets(table);
}

/** The entry with this key, if it is there. */
export function entryOf(map: MapNode, key: string): EntryNode | undefined {
  return map.entries.find((entry) => entry.key.text === key);
}

/** Whether the value is an alias of one that stands further up. */
export function isAlias({ value, span }: EntryNode | ItemNode): boolean {
  return value.anchor !== undefined && value.span.start < span.start;
}
