/** Blocks of clauses: `{ … }`, read clause by clause, each with its comments. */
import { type IRecognitionException, isRecognitionException, type IToken } from 'chevrotain';
import type { DiagnosticSink } from '../../../plan/diagnostic.ts';
import { cover } from '../../../plan/span.ts';
import type { Comment, Comments, MapNode, ScalarNode } from '../../document.ts';
import { endOf } from '../../expression/place.ts';
import * as words from '../../expression/tokens.ts';
import { CommentCursor } from '../../yaml/comments.ts';
import { type Clause, Clauses, noComments } from '../clauses.ts';
import { Close, followsBlankLine, type LexedPolicy, Open, startsLine } from '../lexer.ts';
import { keyOf, unreadBlock } from '../unread.ts';
import { type Resume, RecoveringGrammar } from './recovery.ts';

/** Of what has no comment before it, below a blank line. */
const behindBlankLine: Before = { leading: [], blankBefore: true };

const none: readonly Comment[] = [];

type Before = Omit<Comments, 'trailing'>;

export abstract class BlockGrammar extends RecoveringGrammar {
  protected comments: CommentCursor = new CommentCursor('', []);
  protected remarks: readonly Comment[] = [];
  /** The named block that is being read. */
  protected begun: { readonly key: ScalarNode; readonly name: ScalarNode } | undefined;
  /** The comment behind the `{` of the block that was read last, and those between its name and its `{`. */
  #headline: Comment | undefined;
  #inHeader: readonly Comment[] = [];
  /** The first block whose braces are not indented alike. */
  #crooked: IToken | undefined;

  /** Begins a policy. */
  open(source: string, { tokens, comments }: LexedPolicy, sink: DiagnosticSink): void {
    this.start(source, tokens, sink);
    this.remarks = comments;
    this.comments = new CommentCursor(source, comments);
    this.begun = undefined;
    this.#headline = undefined;
    this.#inHeader = [];
    this.#crooked = undefined;
  }

  /** `{ … }` with the clauses that `read` reads, behind those of its header. */
  protected braces(resume: Resume, read: () => Clause | undefined, header: readonly Clause[]): MapNode {
    const open = this.CONSUME(Open);
    const clauses = new Clauses(this.told);
    clauses.addHeader(header);
    const inHeader = this.comments.closingBefore(open.startOffset);
    const headline = this.comments.trailing(endOf(open), this.ahead());
    this.depth++;
    if (this.trusting) this.#trusted(clauses, read);
    else this.#careful(clauses, resume, read);
    const closing = this.comments.closingBefore(this.ahead());
    const close = this.#isLeftOpen(open) ? this.LA(0) : this.CONSUME(Close);
    this.depth--;
    this.#headline = headline;
    this.#inHeader = inHeader;
    if (!this.trusting) this.#compareIndents(open, close);
    const isFlow = !this.source.slice(open.startOffset, close.startOffset).includes('\n');
    const braces = this.place(open, close);
    const [first] = header;
    return clauses.finish(first ? cover(first.key.span, braces) : braces, isFlow, closing);
  }

  /** Tells of a block that ends without its `}`. */
  #isLeftOpen(open: IToken): boolean {
    if (this.LA(1).tokenType === Close || this.RECORDING_PHASE) return false;
    if (!this.openTold) {
      const crooked = this.#crooked && this.#crooked.startOffset > open.startOffset ? this.#crooked : open;
      this.told.report('SEN1014', 'this `{` is not closed', this.place(crooked), {
        help: 'close it with `}`',
      });
    }
    this.openTold = true;
    return true;
  }

  #compareIndents(open: IToken, close: IToken): void {
    if (startsLine(this.source, close.startOffset) && this.#indentAt(open) !== this.#indentAt(close))
      this.#crooked ??= open;
  }

  #indentAt({ startOffset }: IToken): number {
    const line = this.source.lastIndexOf('\n', startOffset) + 1;
    let at = line;
    while (this.source[at] === ' ' || this.source[at] === '\t') at++;
    return at - line;
  }

  /** Clauses without a mistake, up to the `}`. */
  #trusted(clauses: Clauses, read: () => Clause | undefined): void {
    for (let first = this.LA(1); first.tokenType !== Close; first = this.LA(1)) {
      if (!this.goesOn()) this.doubt();
      const leading = this.leading();
      this.#add(clauses, first, leading, read());
    }
  }

  /** Clauses, and what stands between them by mistake, up to where the block ends. */
  #careful(clauses: Clauses, resume: Resume, read: () => Clause | undefined): void {
    do
      this.MANY({
        GATE: () => this.goesOn(),
        DEF: () => {
          this.#collect(clauses, resume, read);
        },
      });
    while (this.ACTION(() => this.passStray(resume)));
  }

  /** One clause with its comments. */
  #collect(clauses: Clauses, resume: Resume, read: () => Clause | undefined): void {
    const first = this.LA(1);
    const leading = this.leading();
    this.begun = undefined;
    this.openTold = false;
    try {
      const clause = read();
      this.ACTION(() => {
        this.#add(clauses, first, leading, clause);
      });
    } catch (error) {
      if (!(error instanceof Error && isRecognitionException(error))) throw error;
      this.#recoverIn(clauses, first, leading, resume, error);
    }
  }

  #add(clauses: Clauses, first: IToken, leading: Before, clause: Clause | undefined): void {
    const span = this.place(first, this.LA(0));
    const comments = this.behind(leading, span.end);
    if (clause) clauses.add(clause, span, comments);
  }

  #recoverIn(clauses: Clauses, first: IToken, leading: Before, resume: Resume, error: Error): void {
    const { begun } = this;
    this.recover(error as IRecognitionException, first, resume);
    if (begun === undefined) {
      clauses.miss(keyOf(first, this.place(first)));
      return;
    }
    const span = this.place(first, this.LA(0));
    const clause: Clause = { key: begun.key, value: unreadBlock(span), as: begun.name };
    clauses.add(clause, span, this.behind(leading, span.end));
  }

  protected leading(): Before {
    const offset = this.ahead();
    if (offset > this.comments.next) return this.comments.leading(offset);
    return followsBlankLine(this.source, offset) ? behindBlankLine : noComments;
  }

  /**
   * The comments of what ends at `end`: those inside are taken for comments before it; one behind its opening brace, or
   * behind its end, stands on its line.
   */
  protected behind(before: Before, end: number): Comments {
    const next = this.ahead(this.LA(1).tokenType === words.Comma ? 2 : 1);
    const inHeader = this.#inHeader;
    const headline = this.#headline;
    this.#headline = undefined;
    this.#inHeader = none;
    if (!headline && inHeader.length === 0 && this.comments.next > next) return before;
    const inside = [...inHeader, ...this.comments.closingBefore(end)];
    const trailing = headline ?? this.comments.trailing(end, next);
    return { ...before, leading: [...before.leading, ...inside], ...(trailing && { trailing }) };
  }

  /** Where the next token begins. */
  protected ahead(count = 1): number {
    const { startOffset } = this.LA(count);
    return Number.isNaN(startOffset) ? Number.POSITIVE_INFINITY : startOffset;
  }
}
