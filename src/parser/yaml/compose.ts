/** From concrete syntax to the document tree. What cannot be read is told, left out, and counted as `unread`. */
import type { CST } from 'yaml';
import { type SourceText, type Span, spanOf } from '../../plan/span.ts';
import type { Comment, Comments, DocumentNode, ListNode, MapNode, ScalarNode } from '../document.ts';
import { Anchors } from './anchors.ts';
import { CommentCursor } from './comments.ts';
import { endOf, firstJunk, startOf } from './cst.ts';
import { cutText, isUnfinished, splitText } from './cut.ts';
import { Holes } from './holes.ts';
import { composeList } from './lists.ts';
import { composeMap } from './maps.ts';
import { type Problem, shown } from './problem.ts';
import { checkCommentSpace, type Props, readProps } from './props.ts';
import { decodeScalar, lineEnd, resolveScalar, type ScalarToken } from './scalar-node.ts';

/** The collection that is being read. */
export interface Frame {
  readonly flow: boolean;
  readonly inMap: boolean;
  /** Of a block collection the column of its entries, else of the block collection around it; -1 outside of all. */
  readonly column: number;
  /** Where the present entry's comments end at the latest. */
  readonly limit: number;
}

/** A value inside a collection: where it ends in the collection, and the comment on its line. */
export interface Member {
  readonly node: DocumentNode;
  readonly end: number;
  readonly comments: Pick<Comments, 'trailing'>;
}

export class Composer {
  readonly problems: Problem[] = [];
  readonly source: SourceText;
  readonly text: string;
  readonly comments: CommentCursor;
  readonly holes: Holes;
  readonly #anchors = new Anchors();
  readonly report = (problem: Problem): void => void this.problems.push(problem);

  /** `holes` are parts of `text` that were blanked, because each has its diagnostic already. */
  constructor(source: SourceText, text: string, comments: readonly Comment[], holes: readonly Span[]) {
    this.source = source;
    this.text = text;
    this.comments = new CommentCursor(text, comments);
    this.holes = new Holes(text, holes);
  }

  /** The tree of a document; undefined when it is empty or could not be read. */
  root(document: CST.Document): DocumentNode | undefined {
    const frame: Frame = { flow: false, inMap: false, column: -1, limit: Number.POSITIVE_INFINITY };
    const props = this.props(document.start, document.value, frame, true);
    if (document.value === undefined) return undefined;
    const node = this.value(document.value, props, frame);
    const junk = firstJunk(document.end);
    if (junk !== undefined) this.unexpected(junk);
    if (node === undefined || node === 'empty') return undefined;
    return node.kind === 'scalar' ? node : { ...node, closing: [...node.closing, ...this.comments.rest()] };
  }

  value(token: CST.Token, props: Props, frame: Frame): DocumentNode | 'empty' | undefined {
    if (props.junk !== undefined) {
      if (props.junk.type !== 'comma') this.unexpected(props.junk);
      return undefined;
    }
    if (token.type === 'alias') {
      if (this.#cutBehind(token.end, spanOf(token.offset, endOf(token)), frame)) return undefined;
      if (props.anchor !== undefined) this.unexpected(props.anchor);
      return this.#anchors.use(token, this.report);
    }
    const node = this.#plainValue(token, frame);
    if (props.anchor === undefined || node === undefined || node === 'empty')
      return props.hasTag ? undefined : node;
    const named = { ...node, anchor: props.anchor.source.slice(1) };
    this.#anchors.define(props.anchor, named);
    return props.hasTag ? undefined : named;
  }

  #plainValue(token: CST.Token, frame: Frame): DocumentNode | 'empty' | undefined {
    switch (token.type) {
      case 'block-map':
      case 'block-seq':
        if (frame.flow) {
          this.unexpected(token, 'a collection in block style cannot stand inside brackets');
          return undefined;
        }
        return token.type === 'block-map' ? composeMap(this, token, frame) : composeList(this, token, frame);
      case 'flow-collection':
        return this.#flowCollection(token, frame);
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar': {
        const scalar = this.scalar(token, frame);
        return scalar && resolveScalar(scalar, this.report);
      }
      default:
        this.unexpected(token);
        return undefined;
    }
  }

  scalar(token: ScalarToken, frame: Frame): ScalarNode | undefined {
    const scalar = decodeScalar(token, this.source.text, this.report);
    if (scalar === undefined || ('end' in token && this.#cutBehind(token.end, scalar.span, frame)))
      return undefined;
    if (frame.flow && scalar.style === 'plain' && isUnfinished(scalar.text)) {
      this.report(frame.inMap ? splitText(this.text, scalar.span) : cutText(this.text, scalar.span, true));
      return undefined;
    }
    return scalar;
  }

  /** Tells of something that stands behind a complete value. */
  #cutBehind(end: readonly CST.SourceToken[] | undefined, taken: Span, frame: Frame): boolean {
    checkCommentSpace(end ?? [], this.report);
    const junk = firstJunk(end);
    if (junk === undefined) return false;
    if (this.text.slice(taken.end, junk.offset).includes('\n')) this.unexpected(junk);
    else this.report(cutText(this.text, taken, frame.flow));
    return true;
  }

  #flowCollection(token: CST.FlowCollection, frame: Frame): MapNode | ListNode | undefined {
    const [close, ...behind] = token.end;
    const opener = token.start.source;
    const before = this.problems.length;
    const inner: Frame = {
      flow: true,
      inMap: opener === '{',
      column: frame.column,
      limit: close?.offset ?? this.text.length,
    };
    const node = opener === '{' ? composeMap(this, token, inner) : composeList(this, token, inner);
    if (close?.source !== (opener === '{' ? '}' : ']')) {
      // The innermost open bracket is the one to tell about, and one whose end is lost in a hole is not.
      if (
        this.problems.length === before &&
        !this.holes.within(token.offset, lineEnd(this.text, node.span.end))
      )
        this.report({
          code: 'SEN1001',
          message: `this \`${opener}\` is not closed`,
          span: spanOf(token.offset, token.offset + 1),
        });
      return undefined;
    }
    const span = spanOf(token.offset, close.offset + 1);
    return this.#cutBehind(behind, span, frame) ? undefined : { ...node, span };
  }

  /** A value inside a collection, with the comment on its line. `start` is the end of the key, or the item's start. */
  member(token: CST.Token, props: Props, frame: Frame, start: number): Member | 'empty' | undefined {
    const contentStart = token.type === 'block-scalar' ? lineEnd(this.text, token.offset) : token.offset;
    let trailing = this.comments.trailing(start, contentStart);
    const node = this.value(token, props, frame);
    if (node === undefined || node === 'empty') return node;
    const end = token.type === 'alias' ? endOf(token) : node.span.end;
    trailing ??= this.comments.trailing(end, frame.limit);
    return { node, end, comments: trailing === undefined ? {} : { trailing } };
  }

  frameOf(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection, frame: Frame): Frame {
    if (token.type === 'flow-collection') return frame;
    return {
      flow: false,
      inMap: token.type === 'block-map',
      column: this.columnOf(token.offset),
      limit: Number.POSITIVE_INFINITY,
    };
  }

  columnOf(offset: number): number {
    return offset - (this.text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** The span and the comments behind the last entry. A flow collection's span is completed by its brackets. */
  close(
    token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection,
    inner: Frame,
    outer: Frame,
    lastEnd: number | undefined,
  ): { span: Span; closing: readonly Comment[] } {
    const span = spanOf(token.offset, lastEnd ?? token.offset);
    if (inner.flow) return { span, closing: this.comments.closingBefore(inner.limit) };
    const column = Math.max(inner.column, outer.column + 1);
    return { span, closing: this.comments.closingFrom(span.end, column) };
  }

  props(
    tokens: readonly CST.SourceToken[],
    next: CST.Token | null | undefined,
    frame: Frame,
    atLineStart: boolean,
  ): Props {
    const beforeBlock = next?.type === 'block-map' || next?.type === 'block-seq';
    const lineEndAt = (offset: number): number => lineEnd(this.text, offset);
    const where = {
      flow: frame.flow,
      atLineStart,
      beforeBlock,
      beforeValue: Boolean(next),
      lineEnd: lineEndAt,
    };
    return readProps(tokens, where, this.report);
  }

  checkComma(props: Props, item: CST.CollectionItem, index: number): void {
    const lone = index === 0 ? props.comma : props.junk?.type === 'comma' ? props.junk : undefined;
    const start = startOf(item);
    if (lone !== undefined) {
      if (!this.holes.before(lone.offset)) this.unexpected(lone, 'nothing stands before this `,`');
    } else if (props.comma === undefined && index > 0 && start !== undefined)
      this.report({
        code: 'SEN1001',
        message: 'a `,` is missing before this',
        span: spanOf(start, start + 1),
      });
  }

  /** An anchor or another thing to which no value belongs. */
  refuseLoose(props: Props): void {
    const loose = props.junk ?? props.anchor ?? props.indicator;
    if (loose !== undefined && loose.type !== 'comma') this.unexpected(loose);
  }

  unexpected(token: CST.Token, message?: string, code: Problem['code'] = 'SEN1001'): void {
    const [written = ''] = this.text.slice(token.offset, endOf(token)).split(/\r?\n/u, 1);
    const span = spanOf(token.offset, token.offset + written.length);
    this.report({ code, message: message ?? `${shown(written)} cannot stand here`, span });
  }
}
