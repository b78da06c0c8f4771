/**
 * The document tree: maps, lists and scalars with the place and the comments of each. Both syntaxes are read into it,
 * in the shape of the keys of the language, so that everything behind it (structure, meaning, conversion) is shared.
 */
import type { Span } from '../plan/span.ts';

export interface Comment {
  /** Without the `#` and the blank after it. */
  readonly text: string;
  readonly span: Span;
}

export interface Comments {
  /** Own-line comments directly before. */
  readonly leading: readonly Comment[];
  /** On the same line, behind. */
  readonly trailing?: Comment;
  /** A blank line stands before the leading comments. */
  readonly blankBefore: boolean;
}

export type DocumentNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
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

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
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

export interface ScalarNode {
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
}

export interface OffsetMap {
  /** The source offset of `text[index]`; `index` may be the text's length. */
  at(index: number): number;
}

/** The map of a text that stands in the source as it is. */
export function straightOffsets(start: number): OffsetMap {
  return { at: (index) => start + index };
}

/** The map of a decoded text: one source offset for each unit and one for the end. */
export function tableOffsets(table: ArrayLike<number>): OffsetMap {
  return { at: (index) => table[Math.min(index, table.length - 1)] ?? 0 };
}

/** The entry with this key, if it is there. */
export function entryOf(map: MapNode, key: string): EntryNode | undefined {
  return map.entries.find((entry) => entry.key.text === key);
}
