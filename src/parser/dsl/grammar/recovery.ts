/**
 * What is done about mistakes: each is told once, and reading goes on at a clause opener at the start of a line or at
 * the `}` of the block. An opener that never stands inside a block ends every block that was left open before it.
 */
import { EOF, type IParserConfig, type IRecognitionException, type IToken, tokenMatcher } from 'chevrotain';
import { DiagnosticSink } from '../../../plan/diagnostic.ts';
import { didYouMean } from '../../../plan/did-you-mean.ts';
import { type Span, spanOf } from '../../../plan/span.ts';
import { type ScalarNode, straightOffsets } from '../../document.ts';
import { ExpressionGrammar } from '../../expression/grammar.ts';
import { endOf } from '../../expression/place.ts';
import * as words from '../../expression/tokens.ts';
import { mostProblems } from '../../yaml/problem.ts';
import * as keywords from '../keywords.ts';
import { blockTokens, Close, Colon, Equals, Open, startsLine, TimeRange } from '../lexer.ts';
import { within } from '../within.ts';
import { expectations, reportUnread, type Unread } from '../messages.ts';

/** Where reading goes on after a mistake: at any key that begins a line, or only at a word that opens a clause. */
export type Resume = 'anyKey' | 'opener';

/** What stands on the line of such an opener behind the name, and behind no key. */
const behindNames = [
  Open,
  Equals,
  Colon,
  words.In,
  keywords.When,
  keywords.SeverityWord,
  keywords.From,
  keywords.Per,
  keywords.Each,
];

/** What begins no clause: on the line below a key it is the key's value. */
const neverKeys = new Set([words.Quantity, words.Instant, TimeRange, words.LeftBracket, Open]);

export abstract class RecoveringGrammar extends ExpressionGrammar {
  protected source = '';
  protected told: DiagnosticSink = new DiagnosticSink('');
  /** The condition that was read last, and the one that is being read. */
  protected lastCondition: Span = spanOf(0, 0);
  protected conditionStart = 0;
  /** A brace was told to be open: those around it are open for the same reason. */
  protected openTold = false;
  /** Blocks that are open. */
  protected depth = 0;

  constructor(config: IParserConfig) {
    super({ errorMessageProvider: expectations, ...config }, [...blockTokens, ...keywords.keywordTokens]);
  }

  protected start(source: string, tokens: IToken[], sink: DiagnosticSink): void {
    this.begin(tokens, straightOffsets(0), sink);
    this.source = source;
    this.told = sink;
    this.lastCondition = spanOf(0, 0);
    this.openTold = false;
    this.depth = 0;
  }

  /** The next clause is one that stands in no block: a brace before it was not closed. */
  protected opensTopLevel(): boolean {
    const opener = this.LA(1);
    if (!tokenMatcher(opener, keywords.LineOpener) || !tokenMatcher(opener, keywords.TopLevel)) return false;
    // A component of that kind.
    if (this.LA(2).tokenType === Open) return false;
    const behind = this.LA(3);
    return (
      behindNames.some((type) => tokenMatcher(behind, type)) && !startsLine(this.source, behind.startOffset)
    );
  }

  /** Passes over the rest of a clause that cannot be read. */
  protected skip(resume: Resume): void {
    if (this.told.diagnostics.length > mostProblems) this.skipAll();
    let depth = 0;
    for (let next = this.LA(1); next.tokenType !== EOF; next = this.LA(1)) {
      if (next.tokenType === Close && depth === 0) return;
      if ((depth === 0 && this.#resumesAt(next, resume)) || this.opensTopLevel()) return;
      if (next.tokenType === Open) depth++;
      this.SKIP_TOKEN();
      if (next.tokenType === Close && --depth === 0) return;
    }
    // What was left open behind the mistake is not known.
    this.openTold = true;
  }

  protected skipAll(): void {
    while (this.LA(1).tokenType !== EOF) this.SKIP_TOKEN();
  }

  #resumesAt(token: IToken, resume: Resume): boolean {
    if (tokenMatcher(token, keywords.LineOpener)) return true;
    return (
      resume === 'anyKey' &&
      (tokenMatcher(token, words.Word) || token.tokenType === words.PlainText) &&
      startsLine(this.source, token.startOffset)
    );
  }

  /** Tells of an error of the grammar in the clause that begins with `first`, and goes on behind it. */
  protected recover(error: IRecognitionException, first: IToken, resume: Resume): void {
    const { token: found, message: expected } = error;
    const rules = error.context.ruleStack;
    const previous = this.LA(0);
    // A clause that was left at its first token would be tried again.
    if (found === first) this.SKIP_TOKEN();
    this.skip(resume);
    const inCondition = rules.includes('condition');
    const inside = inCondition ? 'condition' : rules.includes('quoted') ? 'text' : 'clause';
    const from = inCondition ? this.conditionStart : first.startOffset;
    const tokens = this.#tokensIn(spanOf(from, this.#reached(found)));
    this.tell({ expected, found, previous, tokens, inside });
  }

  /** The text is the file: nothing has to be mapped. */
  protected override place(first: IToken, last: IToken = first): Span {
    return { start: first.startOffset, end: last.startOffset + last.image.length };
  }

  /** Whether a clause may follow inside the block. */
  protected goesOn(): boolean {
    return this.depth === 1 || !this.opensTopLevel();
  }

  /** Tells of what begins no clause, and passes over it. */
  protected passStray(resume: Resume): boolean {
    const found = this.LA(1);
    if (this.depth === 1 && found.tokenType === Close && this.LA(2).tokenType !== EOF)
      return this.#passClose();
    if (isEnd(found) || !this.goesOn()) return false;
    const previous = this.LA(0);
    const inCondition = endOf(previous) === this.lastCondition.end;
    this.SKIP_TOKEN();
    this.skip(resume);
    const from = inCondition ? this.lastCondition.start : found.startOffset;
    this.tell({
      expected: inCondition ? 'an operator or the next clause' : 'a clause or `}`',
      found,
      previous,
      tokens: this.#tokensIn(spanOf(from, this.#reached(found))),
      inside: inCondition ? 'condition' : 'clause',
    });
    return true;
  }

  /** A `}` that would end the policy before its end. */
  #passClose(): boolean {
    const close = this.SKIP_TOKEN() && this.LA(0);
    if (this.LA(1).tokenType === keywords.Policy) {
      this.told.report('SEN1014', 'a file holds one policy', this.place(this.LA(1)), {
        help: 'put the second one into a file of its own',
      });
      this.skipAll();
      this.openTold = true;
    } else
      this.told.report('SEN1014', 'the policy ends here, and more follows', this.place(close), {
        help: 'remove this `}`, or the one too many before it',
      });
    return true;
  }

  protected tell(unread: Omit<Unread, 'source'>): void {
    reportUnread({ source: this.source, ...unread }, this.told);
  }

  /** Where the line ends that holds what was found, or what was passed over before that; never before `found` does. */
  #reached(found: IToken): number {
    const line = this.source.indexOf('\n', found.startOffset);
    const next = this.LA(1).startOffset;
    const end = Math.min(
      line === -1 ? this.source.length : line,
      Number.isNaN(next) ? this.source.length : next,
    );
    return found.tokenType === EOF ? end : Math.max(end, endOf(found));
  }

  #tokensIn(span: Span): readonly IToken[] {
    return within(this.input, span, ({ startOffset }) => startOffset);
  }

  /** Tells of a word that opens no clause here. `what` is the block. */
  protected tellUnknown(word: IToken, what: string, openers: readonly string[]): void {
    const previous = this.LA(-1);
    const meant = didYouMean(word.image, openers);
    const beginsClause = previous.tokenType === Open || startsLine(this.source, word.startOffset);
    if (meant === undefined && !beginsClause) {
      const inCondition = endOf(previous) === this.lastCondition.end;
      const expected = inCondition ? 'an operator or the next clause' : 'a clause or `}`';
      this.tell({ expected, found: word, previous, tokens: [previous, word], inside: 'clause' });
      return;
    }
    const span = this.place(word);
    this.told.report(
      'SEN1101',
      `\`${word.image}\` is not a key of ${what}`,
      span,
      meant === undefined
        ? { help: `it may have ${openers.map((opener) => `\`${opener}\``).join(', ')}` }
        : {
            help: `did you mean \`${meant}\`?`,
            suggestion: { title: `write \`${meant}\``, edits: [{ span, text: meant }], safe: false },
          },
    );
  }

  /** Tells of a key whose value is not on its line; false when there is one to read. */
  protected lacksValue(key: ScalarNode): boolean {
    if (this.RECORDING_PHASE) return false;
    const next = this.LA(1);
    if (!isEnd(next) && !startsLine(this.source, next.startOffset)) return false;
    if (neverKeys.has(next.tokenType)) {
      this.told.report('SEN1008', `the value of \`${key.text}\` is not on its line`, this.place(next), {
        help: 'move it behind the key',
      });
      return false;
    }
    this.#tellMissing(key);
    return true;
  }

  /** Tells of a key behind which the next clause begins. */
  protected lacksCondition(key: ScalarNode): boolean {
    if (this.RECORDING_PHASE) return false;
    const next = this.LA(1);
    const lacks = isEnd(next) || tokenMatcher(next, keywords.LineOpener);
    if (lacks) this.#tellMissing(key);
    return lacks;
  }

  #tellMissing(key: ScalarNode): void {
    this.told.report('SEN1008', `\`${key.text}\` has no value`, key.span, {
      help: 'write it on the line of its key, or remove the key',
    });
  }
}

/** The end of the block or of the file. */
export function isEnd({ tokenType }: IToken): boolean {
  return tokenType === EOF || tokenType === Close;
}
