/** Parts of document trees: scalars, maps and lists as an author may have written them, with comments and groups. */
import * as fc from 'fast-check';
import {
  type Comment,
  type Comments,
  type DocumentNode,
  type EntryNode,
  type ListNode,
  type MapNode,
  type ScalarNode,
  type ScalarStyle,
  straightOffsets,
} from '../../../src/parser/document.ts';

/** Trees that were never written have no places. */
const span = { start: 0, end: 0 };

export type Node = fc.Arbitrary<DocumentNode>;

const remarks = fc
  .oneof(
    fc.constantFrom('', '# banner', ' indented', 'a: b', '"quoted', '{ [', 'why # not', 'end}', '- x', 'é😀'),
    fc.string({ maxLength: 8, unit: 'grapheme-ascii' }),
  )
  .map((text) => text.trimEnd());

const comment: fc.Arbitrary<Comment> = fc
  .record({ text: remarks, blankBefore: rarely() })
  .map(({ text, blankBefore }) => ({ text, span, ...(blankBefore && { blankBefore }) }));

const comments: fc.Arbitrary<Comments> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ leading: [], blankBefore: false }) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        leading: fc.array(comment, { maxLength: 2 }),
        trailing: fc.option(comment, { nil: undefined }),
        blankBefore: fc.boolean(),
        blankBetween: rarely(),
      })
      .map(({ leading, trailing, blankBefore, blankBetween }) => ({
        leading,
        blankBefore,
        ...(trailing && { trailing: { text: trailing.text, span } }),
        ...(leading.length > 0 && blankBetween && { blankBetween }),
      })),
  },
);

const closing = fc.oneof(
  { weight: 9, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(comment, { maxLength: 2 }) },
);

function rarely(): fc.Arbitrary<true | undefined> {
  return fc.constantFrom(undefined, undefined, undefined, true);
}

const styles: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

function scalarNode(value: ScalarNode['value'], style: ScalarStyle = 'plain'): ScalarNode {
  return { kind: 'scalar', span, value, text: String(value), style, offsets: straightOffsets(0) };
}

/** A text in any style; what it needs of it is the printer's care. */
export function textOf(texts: fc.Arbitrary<string>): Node {
  return fc.tuple(texts, fc.constantFrom(...styles)).map(([text, style]) => scalarNode(text, style));
}

export function oneOf(...values: readonly ScalarNode['value'][]): Node {
  return fc.constantFrom(...values).map((value) => scalarNode(value));
}

/** A key that is left out in so many of ten cases. */
interface Optional {
  readonly node: Node;
  readonly absent: number;
}

export interface Keys {
  readonly [key: string]: Node | Optional;
}

export function maybe(node: Node): Optional {
  return { node, absent: 5 };
}

export function seldom(node: Node): Optional {
  return { node, absent: 9 };
}

type Pair = readonly [key: string, value: DocumentNode];

/** Keys in any order, but for the one that comes first in every policy. */
export function map(keys: Keys): fc.Arbitrary<MapNode> {
  const entries = Object.entries(keys).map(([key, value]): fc.Arbitrary<Pair | null> => {
    const { node, absent } = 'node' in value ? value : { node: value, absent: 0 };
    const pair = node.map((made): Pair => [key, made]);
    return fc.oneof(
      { weight: absent, arbitrary: fc.constant(null) },
      { weight: 10 - absent, arbitrary: pair },
    );
  });
  return fc
    .tuple(...entries)
    .map((pairs) => pairs.filter((pair) => pair !== null))
    .chain((pairs) =>
      pairs[0]?.[0] === 'sentinel'
        ? fc.constant(pairs)
        : fc.shuffledSubarray(pairs, { minLength: pairs.length, maxLength: pairs.length }),
    )
    .chain(mapNode);
}

/** One of several forms of a map. */
export function anyOf(...forms: readonly fc.Arbitrary<MapNode>[]): fc.Arbitrary<MapNode> {
  return fc.oneof(...forms);
}

/** Blocks by names that differ. */
export function named(names: fc.Arbitrary<string>, value: Node, maxLength = 3): fc.Arbitrary<MapNode> {
  return fc
    .uniqueArray(fc.tuple(names, value), {
      minLength: 1,
      maxLength,
      selector: ([name]) => name.normalize('NFC'),
    })
    .chain(mapNode);
}

function mapNode(pairs: readonly Pair[]): fc.Arbitrary<MapNode> {
  return fc
    .record({
      comments: fc.array(comments, { minLength: pairs.length, maxLength: pairs.length }),
      flow: fc.boolean(),
      closing: pairs.length > 0 ? closing : fc.constant([]),
    })
    .map(({ comments: about, flow, closing: behind }) => ({
      kind: 'map',
      span,
      flow: flow || pairs.length === 0,
      entries: pairs.map(([key, value], i) => entryNode(key, value, about[i])),
      closing: behind,
    }));
}

function entryNode(key: string, value: DocumentNode, about: Comments | undefined): EntryNode {
  return {
    kind: 'entry',
    span,
    key: scalarNode(key),
    value,
    comments: about ?? { leading: [], blankBefore: false },
  };
}

export function list(item: Node, { minLength = 1, maxLength = 3 } = {}): fc.Arbitrary<ListNode> {
  return fc
    .record({
      items: fc.array(fc.tuple(item, comments), { minLength, maxLength }),
      flow: fc.boolean(),
      closing,
    })
    .map(({ items, flow, closing: behind }) => ({
      kind: 'list',
      span,
      flow: flow || items.length === 0,
      items: items.map(([value, about]) => ({ kind: 'item', span, value, comments: about })),
      closing: items.length > 0 ? behind : [],
    }));
}

/** One node, or a list of some. */
export function oneOrMore(node: Node): Node {
  return fc.oneof<[Node, Node]>(node, list(node));
}
