/**
 * Reads an expression without mistakes by hand, rule by rule as the grammar has it. The engine of the grammar spends most
 * of its time between its rules, and even `ok` stands below ten of them; with this, reading takes a fifth of the time.
 * Whatever is wrong, and what is rare, is left to the grammar, which alone tells of mistakes. A test holds the two equal.
 */
import { createTokenInstance, EOF, type IToken, tokenMatcher, type TokenType } from 'chevrotain';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { ArithmeticOperator, CompareOperator, IsTest } from '../../plan/term.ts';
import { type OffsetMap, straightOffsets } from '../document.ts';
import type { Argument, Expression, TemplateText } from './ast.ts';
import { readInstantToken, readPattern, readQuantityToken } from './literal-tokens.ts';
import * as nodes from './nodes.ts';
import { endOf, spanAt } from './place.ts';
import { joinPieces, type Piece } from './text.ts';
import * as tokens from './tokens.ts';

/** What stands for an expression that could not be read. */
const nothing: Expression = { kind: 'boolean', value: false, span: { start: 0, end: 0 } };

/** Whether a type of token is a name, by its index: keywords of an extending grammar may be. */
const names: (boolean | undefined)[] = [];

function isName(token: IToken): boolean {
  return (names[token.tokenTypeIdx] ??= tokenMatcher(token, tokens.Name));
}

const end = createTokenInstance(EOF, '', NaN, NaN, NaN, NaN, NaN, NaN);

/** The expression that the tokens are, all of them; undefined when the grammar has to read it. */
export function readQuickly(read: readonly IToken[], offsets: OffsetMap): Expression | undefined {
  const reader = new QuickReader();
  const expression = reader.read(read, 0, offsets);
  return reader.length === read.length ? expression : undefined;
}

/** The text that the tokens are; undefined when the grammar has to read it. */
export function readTemplateQuickly(
  read: readonly IToken[],
  offsets: OffsetMap,
): TemplateText['parts'] | undefined {
  const pieces: Piece[] = [];
  let at = 0;
  const reader = new QuickReader();
  for (let token = read[at++]; token; token = read[at++]) {
    const span = spanAt(offsets, token.startOffset, endOf(token));
    if (token.tokenType === tokens.OpenInterpolation) {
      const inner = reader.read(read, at, offsets);
      at += reader.length;
      if (!inner || read[at++]?.tokenType !== tokens.RightBrace) return undefined;
      pieces.push(inner);
    } else if (token.tokenType === tokens.LiteralInterpolation)
      pieces.push({ kind: 'literal', text: '${', span });
    else if (tokenMatcher(token, tokens.Chunk)) pieces.push({ kind: 'literal', text: token.image, span });
    else return undefined;
  }
  return joinPieces(pieces);
}

export class QuickReader {
  #tokens: readonly IToken[] = [];
  #first = 0;
  #offsets: OffsetMap = straightOffsets(0);
  #sink = new DiagnosticSink('');
  #next = end;
  #failed = false;
  /** How many tokens were read. */
  length = 0;

  /** The expression that begins with `tokens[first]`, up to where it ends; undefined when the grammar has to read it. */
  read(tokens: readonly IToken[], first: number, offsets: OffsetMap): Expression | undefined {
    this.#tokens = tokens;
    this.#first = first;
    this.#offsets = offsets;
    this.#failed = false;
    this.length = 0;
    this.#next = tokens[first] ?? end;
    const expression = this.#expression();
    if (this.#sink.diagnostics.length === 0) return this.#failed ? undefined : expression;
    this.#sink = new DiagnosticSink('');
    return undefined;
  }

  #expression(): Expression {
    const first = this.#conjunction();
    if (this.#next.tokenType !== tokens.Or) return first;
    const items = [first];
    while (this.#skip(tokens.Or)) items.push(this.#conjunction());
    return nodes.joined('or', items);
  }

  #conjunction(): Expression {
    const first = this.#negation();
    if (this.#next.tokenType !== tokens.And) return first;
    const items = [first];
    while (this.#skip(tokens.And)) items.push(this.#negation());
    return nodes.joined('and', items);
  }

  #negation(): Expression {
    if (this.#next.tokenType !== tokens.Not) return this.#comparison();
    const words: Span[] = [];
    while (this.#next.tokenType === tokens.Not) words.push(this.#place(this.#take()));
    return nodes.prefixed('not', words, this.#comparison());
  }

  #comparison(): Expression {
    const left = this.#sum();
    const tail = this.#tail();
    if (!tail) return left;
    // Comparisons do not chain.
    if (this.#tail()) this.#failed = true;
    return tail.onto(left);
  }

  #tail(): nodes.Tail | undefined {
    const first = this.#next;
    switch (first.tokenType) {
      case tokens.CompareOperator:
        return nodes.compareTail(this.#spanned<CompareOperator>(this.#take()), this.#sum());
      case tokens.In:
        return nodes.inTail(this.#place(this.#take()), false, this.#sum());
      case tokens.Not: {
        this.#take();
        return nodes.inTail(this.#place(first, this.#expect(tokens.In)), true, this.#sum());
      }
      case tokens.Like:
        return nodes.likeTail(this.#place(this.#take()), this.#sum());
      case tokens.Matches: {
        this.#take();
        const literal = this.#spanned(this.#expect(tokens.RegularExpression));
        return nodes.matchesTail(this.#place(first), readPattern(literal, this.#sink));
      }
      case tokens.Is: {
        this.#take();
        const negated = this.#skip(tokens.Not);
        return nodes.isTail(this.#place(first), negated, this.#spanned<IsTest>(this.#expect(tokens.Test)));
      }
      default:
        return undefined;
    }
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.#next.tokenType === tokens.Plus || this.#next.tokenType === tokens.Minus)
      left = nodes.arithmetic(this.#spanned<ArithmeticOperator>(this.#take()), left, this.#product());
    return left;
  }

  #product(): Expression {
    let left = this.#factor();
    while (this.#next.tokenType === tokens.Star || this.#next.tokenType === tokens.Slash)
      left = nodes.arithmetic(this.#spanned<ArithmeticOperator>(this.#take()), left, this.#factor());
    return left;
  }

  #factor(): Expression {
    if (this.#next.tokenType !== tokens.Minus) return this.#access();
    const signs: Span[] = [];
    while (this.#next.tokenType === tokens.Minus) signs.push(this.#place(this.#take()));
    return nodes.prefixed('negate', signs, this.#access());
  }

  #access(): Expression {
    let of = this.#operand();
    for (;;)
      if (this.#skip(tokens.Dot)) {
        const word = this.#take();
        if (!tokenMatcher(word, tokens.Word)) this.#failed = true;
        of = nodes.dottedMember(of, this.#spanned(word));
      } else if (this.#skip(tokens.LeftBracket)) {
        const key = this.#expression();
        of = nodes.keyedMember(of, key, this.#place(this.#expect(tokens.RightBracket)));
      } else return of;
  }

  #operand(): Expression {
    const first = this.#take();
    if (isName(first)) return this.#nameOrCall(first);
    switch (first.tokenType) {
      case tokens.BooleanWord:
        return { kind: 'boolean', value: first.image === 'true', span: this.#place(first) };
      case tokens.Quantity:
        return readQuantityToken(this.#spanned(first), this.#sink);
      case tokens.Instant:
        return readInstantToken(this.#spanned(first), this.#sink);
      case tokens.PlainText: {
        const inside = spanAt(this.#offsets, first.startOffset + 1, endOf(first) - 1);
        return nodes.plainText({ value: first.image.slice(1, -1), span: inside }, this.#place(first));
      }
      case tokens.LeftBracket: {
        const items: Expression[] = [];
        if (this.#next.tokenType !== tokens.RightBracket)
          do items.push(this.#expression());
          while (this.#skip(tokens.Comma));
        return { kind: 'list', items, span: this.#place(first, this.#expect(tokens.RightBracket)) };
      }
      case tokens.LeftParenthesis: {
        const inner = this.#expression();
        return { ...inner, span: this.#place(first, this.#expect(tokens.RightParenthesis)) };
      }
      default:
        this.#failed = true;
        return nothing;
    }
  }

  #nameOrCall(word: IToken): Expression {
    const name = this.#spanned(word);
    if (!this.#skip(tokens.LeftParenthesis)) return { kind: 'name', name: name.value, span: name.span };
    const args: Argument[] = [];
    do args.push(this.#argument());
    while (this.#skip(tokens.Comma));
    return {
      kind: 'call',
      function: name,
      args,
      span: this.#place(word, this.#expect(tokens.RightParenthesis)),
    };
  }

  #argument(): Argument {
    const first = this.#next;
    const body = this.#expression();
    if (!this.#skip(tokens.Arrow)) return body;
    // What has been read is one name, or no parameter.
    if (body.kind !== 'name' || !isName(first)) this.#failed = true;
    return nodes.lambda(this.#spanned(first), this.#expression());
  }

  #take(): IToken {
    const token = this.#next;
    this.#next = this.#tokens[this.#first + ++this.length] ?? end;
    return token;
  }

  #skip(type: TokenType): boolean {
    if (this.#next.tokenType !== type) return false;
    this.#take();
    return true;
  }

  #expect(type: TokenType): IToken {
    if (this.#next.tokenType !== type) this.#failed = true;
    return this.#take();
  }

  #place(first: IToken, last: IToken = first): Span {
    return spanAt(this.#offsets, first.startOffset, endOf(last));
  }

  /** What is read can only be a `T`. */
  #spanned<T extends string>(token: IToken): Spanned<T> {
    return { value: token.image as T, span: this.#place(token) };
  }
}
