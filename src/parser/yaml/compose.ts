/** From concrete syntax to the document tree. What cannot be read is told, left out, and counted as `unread`. */
import type { CST } from 'yaml';
import { type Span, spanOf } from '../../plan/span.ts';
import type {
  Comment,
  Comments,
  DocumentNode,
  ItemNode,
  ListNode,
  MapNode,
  ScalarNode,
} from '../document.ts';
import { Anchors } from './anchors.ts';
import { CommentCursor } from './comments.ts';
import { cutText, isUnfinished } from './cut.ts';
import { Entries } from './entries.ts';
import { mostProblems, type Problem, shown } from './problem.ts';
import { checkCommentSpace, type Props, readProps } from './props.ts';
import { decodeScalar, lineEnd, resolveScalar, type ScalarToken } from './scalar-node.ts';

type MapToken = CST.BlockMap | CST.FlowCollection;
type ListToken = CST.BlockSequence | CST.FlowCollection;

/** The collection that is being read. */
interface Frame {
  readonly flow: boolean;
  /** Of a block collection the column of its entries, else of the block collection around it; -1 outside of all. */
  readonly column: number;
  /** Where the present entry's comments end at the latest. */
  readonly limit: number;
}

export class Composer {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #text: string;
  readonly #comments: CommentCursor;
  readonly #holes: readonly Span[];
  readonly #anchors = new Anchors();
  readonly #report = (problem: Problem): void => void this.problems.push(problem);

  /** `holes` are parts of `text` that were blanked, because each has its diagnostic already. */
  constructor(file: string, text: string, comments: readonly Comment[], holes: readonly Span[]) {
    this.#file = file;
    this.#text = text;
    this.#comments = new CommentCursor(text, comments);
    this.#holes = holes;
  }

  /** The tree of a document; undefined when it is empty or could not be read. */
  root(document: CST.Document): DocumentNode | undefined {
    const frame: Frame = { flow: false, column: -1, limit: Number.POSITIVE_INFINITY };
    const props = this.#props(document.start, document.value, frame, true);
    if (document.value === undefined) return undefined;
    const node = this.#value(document.value, props, frame);
    const junk = firstJunk(document.end);
    if (junk !== undefined) this.#unexpected(junk);
    if (node === undefined || node === 'empty') return undefined;
    return node.kind === 'scalar' ? node : { ...node, closing: [...node.closing, ...this.#comments.rest()] };
  }

  #value(token: CST.Token, props: Props, frame: Frame): DocumentNode | 'empty' | undefined {
    if (props.junk !== undefined) {
      if (props.junk.type !== 'comma') this.#unexpected(props.junk);
      return undefined;
    }
    if (token.type === 'alias') {
      if (this.#cutBehind(token.end, spanOf(token.offset, endOf(token)), frame)) return undefined;
      if (props.anchor !== undefined) this.#unexpected(props.anchor);
      return this.#anchors.use(token, this.#report);
    }
    const node = this.#plainValue(token, frame);
    if (props.anchor !== undefined && node !== undefined && node !== 'empty')
      this.#anchors.define(props.anchor, node);
    return props.hasTag ? undefined : node;
  }

  #plainValue(token: CST.Token, frame: Frame): DocumentNode | 'empty' | undefined {
    switch (token.type) {
      case 'block-map':
      case 'block-seq':
        if (frame.flow) {
          this.#unexpected(token, 'a collection in block style cannot stand inside brackets');
          return undefined;
        }
        return token.type === 'block-map' ? this.#map(token, frame) : this.#list(token, frame);
      case 'flow-collection':
        return this.#flowCollection(token, frame);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar': {
        const scalar = this.#scalar(token, frame);
        return scalar && resolveScalar(scalar, this.#report);
      }
      default:
        this.#unexpected(token);
        return undefined;
    }
  }

  #scalar(token: ScalarToken, frame: Frame): ScalarNode | undefined {
    const scalar = decodeScalar(token, this.#text, this.#report);
    if (scalar === undefined || ('end' in token && this.#cutBehind(token.end, scalar.span, frame)))
      return undefined;
    if (frame.flow && scalar.style === 'plain' && isUnfinished(scalar.text)) {
      this.#report(cutText(this.#text, scalar.span, true));
      return undefined;
    }
    return scalar;
  }

  /** Tells of something that stands behind a complete value. */
  #cutBehind(end: readonly CST.SourceToken[] | undefined, taken: Span, frame: Frame): boolean {
    checkCommentSpace(end ?? [], this.#report);
    const junk = firstJunk(end);
    if (junk === undefined) return false;
    if (this.#text.slice(taken.end, junk.offset).includes('\n')) this.#unexpected(junk);
    else this.#report(cutText(this.#text, taken, frame.flow));
    return true;
  }

  #flowCollection(token: CST.FlowCollection, frame: Frame): MapNode | ListNode | undefined {
    const [close, ...behind] = token.end;
    const opener = token.start.source;
    const before = this.problems.length;
    const inner: Frame = { flow: true, column: frame.column, limit: close?.offset ?? this.#text.length };
    const node = opener === '{' ? this.#map(token, inner) : this.#list(token, inner);
    if (close?.source !== (opener === '{' ? '}' : ']')) {
      // The innermost open bracket is the one to tell about, and one whose end is lost in a hole is not.
      if (this.problems.length === before && !this.#holeIn(token.offset, lineEnd(this.#text, node.span.end)))
        this.#report({
          code: 'SEN1001',
          message: `this \`${opener}\` is not closed`,
          span: spanOf(token.offset, token.offset + 1),
        });
      return undefined;
    }
    const span = spanOf(token.offset, close.offset + 1);
    return this.#cutBehind(behind, span, frame) ? undefined : { ...node, span };
  }

  #map(token: MapToken, frame: Frame): MapNode {
    const entries = new Entries();
    const inner = this.#inner(token, frame);
    for (const [index, item] of token.items.entries()) {
      if (this.problems.length > mostProblems) break;
      const next = startOf(token.items[index + 1]);
      const limit = inner.flow ? (next ?? inner.limit) : inner.limit;
      this.#entry(item, { ...inner, limit }, index, entries);
    }
    return {
      kind: 'map',
      flow: inner.flow,
      entries: entries.entries,
      ...entries.unread,
      ...this.#close(token, inner, frame, entries.entries.at(-1)?.span.end),
    };
  }

  #entry(item: CST.CollectionItem, frame: Frame, index: number, entries: Entries): void {
    const before = this.#props(item.start, item.key, frame, index > 0);
    if (frame.flow) this.#checkComma(before, item, index);
    if (item.key === undefined && item.sep === undefined) {
      this.#refuseLoose(before);
      return;
    }
    const leading = this.#comments.leading(startOf(item) ?? frame.limit);
    const between = this.#props(item.sep ?? [], item.value, frame, false);
    if (!item.key && item.sep?.[0] !== undefined && before.indicator === undefined)
      this.#unexpected(item.sep[0], 'a key is missing before this `:`');
    const key = this.#key(item.key, before, frame);
    if (key === undefined || !entries.admit(key, this.#file, this.#report)) return;
    const value = this.#entryValue(key, item, between, frame);
    if (value === undefined) entries.miss(key);
    else {
      const span = spanOf(key.span.start, value.end);
      entries.add({
        kind: 'entry',
        span,
        key,
        value: value.node,
        comments: { ...leading, ...value.comments },
      });
    }
  }

  #key(token: CST.Token | null | undefined, before: Props, frame: Frame): ScalarNode | undefined {
    if (before.indicator !== undefined) {
      const message = 'keys with `?` are not used in policies';
      this.#unexpected(before.indicator, message, 'SEN1007');
      return undefined;
    }
    const strange = before.junk ?? before.anchor;
    if (strange !== undefined) {
      this.#unexpected(strange);
      return undefined;
    }
    if (
      token?.type === 'scalar' ||
      token?.type === 'single-quoted-scalar' ||
      token?.type === 'double-quoted-scalar'
    ) {
      if (token.source.includes('\n')) {
        this.#brokenKey(token);
        return undefined;
      }
      const column = frame.flow ? frame.column : this.#columnOf(token.offset);
      if (column !== frame.column) {
        this.#report({
          code: 'SEN1002',
          message: `${shown(token.source)} is indented by ${column}, the keys around it by ${frame.column}`,
          span: spanOf(token.offset, endOf(token)),
        });
        return undefined;
      }
      return before.hasTag ? undefined : this.#scalar(token, frame);
    }
    if (token) this.#unexpected(token, 'a key is a text');
    return undefined;
  }

  /** Lines that were taken together as one key: all but the last have no `:`. */
  #brokenKey(token: CST.FlowScalar): void {
    const hole = spanOf(token.offset, token.offset + token.source.lastIndexOf('\n'));
    const span = spanOf(token.offset, lineEnd(this.#text, token.offset));
    this.#report({ ...notFollowed(this.#text.slice(span.start, span.end), span), hole });
  }

  #entryValue(
    key: ScalarNode,
    item: CST.CollectionItem,
    between: Props,
    frame: Frame,
  ): { node: DocumentNode; end: number; comments: Pick<Comments, 'trailing'> } | undefined {
    const { value } = item;
    if (between.indicator === undefined && (!frame.flow || value !== undefined)) {
      if (value !== undefined && frame.flow) this.#unexpected(value, 'a `,` is missing before this');
      else this.#report(notFollowed(this.#text.slice(key.span.start, key.span.end), key.span));
      return undefined;
    }
    if (!frame.flow && !between.hasNewline && this.#blockOnKeyLine(value)) return undefined;
    const node = value && this.#member(value, between, frame, key.span.end);
    if (node !== undefined && node !== 'empty') return node;
    if ((value === undefined || node === 'empty') && !this.#holeBehind(key.span.end))
      this.#report({
        code: 'SEN1008',
        message: `${shown(key.text)} has no value`,
        span: key.span,
        details: { help: 'give it a value, or remove the key' },
      });
    return undefined;
  }

  /** `a: b: c` and `a: - b`: a collection in block style cannot begin on the line of its key. */
  #blockOnKeyLine(value: CST.Token | undefined): boolean {
    if (value?.type === 'block-map') {
      const key = value.items[0]?.key;
      const end = key ? endOf(key) : value.offset + 1;
      this.#report(cutText(this.#text, spanOf(value.offset, end), false));
      return true;
    }
    if (value?.type !== 'error') return false;
    this.#report({
      code: 'SEN1001',
      message: 'a list in block style begins on the line below its key',
      span: spanOf(value.offset, value.offset + 1),
      details: { help: 'break the line before `-`, or write `[a, b]`' },
      hole: spanOf(value.offset, lineEnd(this.#text, value.offset)),
    });
    return true;
  }

  #list(token: ListToken, frame: Frame): ListNode {
    const items: ItemNode[] = [];
    let unread = 0;
    const inner = this.#inner(token, frame);
    if (inner.flow)
      unread = this.#holes.filter(({ start }) => start > token.offset && start < inner.limit).length;
    for (const [index, item] of token.items.entries()) {
      if (this.problems.length > mostProblems) break;
      const next = startOf(token.items[index + 1]);
      const limit = inner.flow ? (next ?? inner.limit) : inner.limit;
      const node = this.#item(item, { ...inner, limit }, index);
      if (node === 'unread') unread++;
      else if (node !== undefined) items.push(node);
    }
    return {
      kind: 'list',
      flow: inner.flow,
      items,
      ...(unread > 0 && { unread }),
      ...this.#close(token, inner, frame, items.at(-1)?.span.end),
    };
  }

  /** One item; undefined where only comments stand. */
  #item(item: CST.CollectionItem, frame: Frame, index: number): ItemNode | 'unread' | undefined {
    const start = startOf(item);
    const leading = this.#comments.leading(start ?? 0);
    const props = this.#props(item.start, item.value, frame, index > 0);
    if (frame.flow) this.#checkComma(props, item, index);
    if (item.sep !== undefined && item.value && props.indicator === undefined && !hasColon(item.sep)) {
      this.#unexpected(item.value, 'a `,` is missing before this');
      return 'unread';
    }
    if (item.sep !== undefined) {
      const key = item.key ?? item.sep[0];
      if (key) this.#unexpected(key, 'a key cannot stand in a list; write `{ key: value }`');
      return 'unread';
    }
    if (props.junk?.type === 'comma' && item.value === undefined) return undefined;
    if (start === undefined || (!frame.flow && props.indicator === undefined)) {
      this.#refuseLoose(props);
      if (item.value) this.#unexpected(item.value, 'a list item begins with `- `');
      return undefined;
    }
    const node = item.value && this.#member(item.value, props, frame, start);
    if (node === undefined || node === 'empty') {
      if ((item.value === undefined || node === 'empty') && !this.#holeBehind(start + 1))
        this.#report({ code: 'SEN1008', message: 'this item has no value', span: spanOf(start, start + 1) });
      return 'unread';
    }
    return {
      kind: 'item',
      span: spanOf(start, node.end),
      value: node.node,
      comments: { ...leading, ...node.comments },
    };
  }

  /** A value inside a collection, with the comment on its line. `start` is the end of the key, or the item's start. */
  #member(
    token: CST.Token,
    props: Props,
    frame: Frame,
    start: number,
  ): { node: DocumentNode; end: number; comments: Pick<Comments, 'trailing'> } | 'empty' | undefined {
    const contentStart = token.type === 'block-scalar' ? lineEnd(this.#text, token.offset) : token.offset;
    let trailing = this.#comments.trailing(start, contentStart);
    const node = this.#value(token, props, frame);
    if (node === undefined || node === 'empty') return node;
    const end = token.type === 'alias' ? endOf(token) : node.span.end;
    trailing ??= this.#comments.trailing(end, frame.limit);
    return { node, end, comments: trailing === undefined ? {} : { trailing } };
  }

  #inner(token: MapToken | CST.BlockSequence, frame: Frame): Frame {
    if (token.type === 'flow-collection') return frame;
    return { flow: false, column: this.#columnOf(token.offset), limit: Number.POSITIVE_INFINITY };
  }

  #columnOf(offset: number): number {
    return offset - (this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** The span and the comments behind the last entry. A flow collection's span is completed by its brackets. */
  #close(
    token: MapToken | CST.BlockSequence,
    inner: Frame,
    outer: Frame,
    lastEnd: number | undefined,
  ): { span: Span; closing: readonly Comment[] } {
    const span = spanOf(token.offset, lastEnd ?? token.offset);
    if (inner.flow) return { span, closing: this.#comments.closingBefore(inner.limit) };
    const column = Math.max(inner.column, outer.column + 1);
    return { span, closing: this.#comments.closingFrom(span.end, column) };
  }

  #props(
    tokens: readonly CST.SourceToken[],
    next: CST.Token | null | undefined,
    frame: Frame,
    atLineStart: boolean,
  ): Props {
    const beforeBlock = next?.type === 'block-map' || next?.type === 'block-seq';
    const lineEndAt = (offset: number): number => lineEnd(this.#text, offset);
    const where = {
      flow: frame.flow,
      atLineStart,
      beforeBlock,
      beforeValue: Boolean(next),
      lineEnd: lineEndAt,
    };
    return readProps(tokens, where, this.#report);
  }

  #checkComma(props: Props, item: CST.CollectionItem, index: number): void {
    const lone = index === 0 ? props.comma : props.junk?.type === 'comma' ? props.junk : undefined;
    const start = startOf(item);
    if (lone !== undefined) {
      if (!this.#holeBefore(lone.offset)) this.#unexpected(lone, 'nothing stands before this `,`');
    } else if (props.comma === undefined && index > 0 && start !== undefined)
      this.#report({
        code: 'SEN1001',
        message: 'a `,` is missing before this',
        span: spanOf(start, start + 1),
      });
  }

  /** An anchor or another thing to which no value belongs. */
  #refuseLoose(props: Props): void {
    const loose = props.junk ?? props.anchor ?? props.indicator;
    if (loose !== undefined && loose.type !== 'comma') this.#unexpected(loose);
  }

  /** Nothing but a hole stands behind `offset`, where a value would be. */
  #holeBehind(offset: number): boolean {
    return this.#holes.some(
      (hole) => hole.start >= offset && /^\s*:?\s*$/u.test(this.#text.slice(offset, hole.start)),
    );
  }

  #holeIn(start: number, end: number): boolean {
    return this.#holes.some((hole) => hole.start > start && hole.start < end);
  }

  #holeBefore(offset: number): boolean {
    return this.#holes.some((hole) => hole.end <= offset && this.#text.slice(hole.end, offset).trim() === '');
  }

  #unexpected(token: CST.Token, message?: string, code: Problem['code'] = 'SEN1001'): void {
    const [written = ''] = this.#text.slice(token.offset, endOf(token)).split(/\r?\n/u, 1);
    const span = spanOf(token.offset, token.offset + written.length);
    this.#report({ code, message: message ?? `${shown(written)} cannot stand here`, span });
  }
}

function notFollowed(written: string, span: Span): Problem {
  return {
    code: 'SEN1001',
    message: `${shown(written)} is not followed by \`:\``,
    span,
    details: { help: 'an entry of a map is `key: value`' },
  };
}

function firstJunk(tokens: readonly CST.SourceToken[] | undefined): CST.SourceToken | undefined {
  return tokens?.find(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
}

function hasColon(tokens: readonly CST.SourceToken[]): boolean {
  return tokens.some(({ type }) => type === 'map-value-ind');
}

/** Where an item begins: at its `-`, its key, its `:` or its value. */
function startOf(item: CST.CollectionItem | undefined): number | undefined {
  const dash = item?.start.find(
    (token) => token.type === 'seq-item-ind' || token.type === 'explicit-key-ind',
  );
  return (dash ?? item?.key ?? item?.sep?.[0] ?? item?.value)?.offset;
}

function endOf(token: CST.Token): number {
  return token.offset + ('source' in token ? token.source.length : 1);
}
