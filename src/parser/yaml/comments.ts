/** Gives each comment to the entry that it is about, by its place. */
import type { Comment, Comments } from '../document.ts';

const none: readonly Comment[] = [];

/** Hands out the comments of a text in their order; the tree is built in the same order. */
export class CommentCursor {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  #next = 0;

  constructor(text: string, comments: readonly Comment[]) {
    this.#text = text;
    this.#comments = comments;
  }

  /** Where the next comment begins. */
  get next(): number {
    return this.#comments[this.#next]?.span.start ?? Number.POSITIVE_INFINITY;
  }

  /** The comments before an entry that begins at `start`. */
  leading(start: number): Omit<Comments, 'trailing'> {
    const leading = this.#takeWhile((comment) => comment.span.start < start);
    const blankBefore = this.#blankBefore(leading[0]?.span.start ?? start);
    return {
      leading,
      blankBefore,
      ...(leading.length > 0 && this.#blankBefore(start) && { blankBetween: true }),
    };
  }

  /** The comment on the same line behind `end`, when it begins before `limit`. */
  trailing(end: number, limit: number): Comment | undefined {
    const comment = this.#comments[this.#next];
    if (comment === undefined || comment.span.start >= limit) return undefined;
    if (comment.span.start < end || this.#text.slice(end, comment.span.start).includes('\n'))
      return undefined;
    this.#next++;
    return comment;
  }

  /** The comments behind the last entry of a flow collection that closes at `limit`. */
  closingBefore(limit: number): readonly Comment[] {
    return this.#takeWhile((comment) => comment.span.start < limit);
  }

  /** The comments right behind the last entry of a block collection: as far right as its entries, or further. */
  closingFrom(end: number, column: number): readonly Comment[] {
    let last = Math.max(end, this.#comments[this.#next - 1]?.span.end ?? 0);
    return this.#takeWhile((comment) => {
      const { start } = comment.span;
      if (this.#columnOf(start) < column || /\S/u.test(this.#text.slice(last, start))) return false;
      last = comment.span.end;
      return true;
    });
  }

  /** All that are left. */
  rest(): readonly Comment[] {
    return this.#takeWhile(() => true);
  }

  #takeWhile(wanted: (comment: Comment) => boolean): readonly Comment[] {
    const from = this.#next;
    for (let comment; (comment = this.#comments[this.#next]) !== undefined && wanted(comment);) this.#next++;
    if (from === this.#next) return none;
    return this.#comments
      .slice(from, this.#next)
      .map((comment) =>
        this.#blankBefore(comment.span.start) ? { ...comment, blankBefore: true } : comment,
      );
  }

  #columnOf(offset: number): number {
    return offset - (this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** Looks back over white space only, so that a long line costs nothing. */
  #blankBefore(offset: number): boolean {
    let at = this.#skipBlanksBack(offset);
    if (this.#text[at - 1] !== '\n') return false;
    at = this.#skipBlanksBack(at - 1);
    return this.#text[at - 1] === '\n';
  }

  #skipBlanksBack(offset: number): number {
    let at = offset;
    while (at > 0 && /[ \t\r]/u.test(this.#text.charAt(at - 1))) at--;
    return at;
  }
}
