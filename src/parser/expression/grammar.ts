/**
 * The grammar of expressions. Its rules build the syntax tree as they read; loosest operator first:
 *
 *     expression   = conjunction { "or" conjunction }
 *     conjunction  = negation { "and" negation }
 *     negation     = { "not" } comparison
 *     comparison   = sum [ tail ]
 *     tail         = ( "==" … ) sum | [ "not" ] "in" sum | "like" sum | "matches" /…/ | "is" [ "not" ] TEST
 *     sum          = product { ( "+" | "-" ) product }
 *     product      = factor { ( "*" | "/" ) factor }
 *     factor       = { "-" } access
 *     access       = operand { "." WORD | "[" expression "]" }
 *     operand      = literal | text | list | "(" expression ")" | NAME [ "(" argument { "," argument } ")" ]
 *     argument     = [ NAME "=>" ] expression
 *
 * More than one tail is read too, to be refused in plain words: comparisons do not chain.
 *
 * The class is open: a grammar that embeds expressions extends it with rules and tokens of its own, and calls
 * `performSelfAnalysis` in its constructor.
 */
import type { IOrAlt, IParserConfig, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { ArithmeticOperator, CompareOperator, IsTest } from '../../plan/term.ts';
import { type OffsetMap, straightOffsets } from '../document.ts';
import type { Argument, Expression, TemplateText } from './ast.ts';
import { reportChain } from './chain.ts';
import { TrustingParser } from './engine.ts';
import { readInstantToken, readPattern, readQuantityToken } from './literal-tokens.ts';
import * as nodes from './nodes.ts';
import { endOf, spanAt } from './place.ts';
import { QuickReader } from './quick.ts';
import { dedent, joinPieces, type Piece } from './text.ts';
import * as tokens from './tokens.ts';

/** A rule that gives a `T`. */
export type Rule<T> = ParserMethod<[], T>;

const vocabulary: readonly TokenType[] = [
  ...new Set([...tokens.categories, ...tokens.expressionTokens, ...Object.values(tokens.textModes).flat()]),
];

export class ExpressionGrammar extends TrustingParser {
  protected offsets: OffsetMap = straightOffsets(0);
  protected sink: DiagnosticSink | undefined;
  readonly #quick = new QuickReader();
  /** Made once. */
  #pieces: IOrAlt<Piece>[] | undefined;

  /** `own` are the tokens of an extending grammar. */
  constructor(config: IParserConfig, own: readonly TokenType[] = []) {
    super([...vocabulary, ...own], config);
  }

  /** Begins a parse. Places are told through `offsets`; what can be read and is wrong, to `sink`. */
  begin(input: IToken[], offsets: OffsetMap, sink: DiagnosticSink): void {
    this.input = input;
    this.offsets = offsets;
    this.sink = sink;
  }

  protected place(first: IToken, last: IToken = first): Span {
    return spanAt(this.offsets, first.startOffset, endOf(last));
  }

  /** The grammar lets only tokens through whose image is a `T`. */
  protected spanned<T extends string>(token: IToken): Spanned<T> {
    return { value: token.image as T, span: this.place(token) };
  }

  /** An expression without mistakes, read by hand; undefined when the rules have to read it. */
  protected quickly(): Expression | undefined {
    return this.trusting ? this.readBy(this.#quick, this.offsets) : undefined;
  }

  readonly expression: Rule<Expression> = this.RULE(
    'expression',
    () => this.quickly() ?? this.#joined('or', tokens.Or, this.conjunction),
  );

  protected readonly conjunction: Rule<Expression> = this.RULE('conjunction', () =>
    this.#joined('and', tokens.And, this.negation),
  );

  #joined(kind: 'and' | 'or', word: TokenType, item: Rule<Expression>): Expression {
    const items = [this.SUBRULE(item)];
    this.MANY(() => {
      this.CONSUME(word);
      items.push(this.SUBRULE2(item));
    });
    return this.ACTION(() => nodes.joined(kind, items));
  }

  protected readonly negation: Rule<Expression> = this.RULE('negation', () =>
    this.#prefixed('not', tokens.Not, this.comparison),
  );

  #prefixed(kind: 'not' | 'negate', prefix: TokenType, operand: Rule<Expression>): Expression {
    const places: Span[] = [];
    this.MANY(() => {
      places.push(this.place(this.CONSUME(prefix)));
    });
    const of = this.SUBRULE(operand);
    return this.ACTION(() => nodes.prefixed(kind, places, of));
  }

  protected readonly comparison: Rule<Expression> = this.RULE('comparison', () => {
    const left = this.SUBRULE(this.sum);
    const tails: nodes.Tail[] = [];
    this.MANY(() => {
      tails.push(this.SUBRULE(this.tail));
    });
    return this.ACTION(() => {
      const [first, second] = tails;
      const comparison = first?.onto(left) ?? left;
      if (second) reportChain(comparison, second, this.sink);
      return comparison;
    });
  });

  protected readonly tail: Rule<nodes.Tail> = this.RULE('tail', () =>
    this.OR([
      {
        ALT: () => {
          const operator = this.spanned<CompareOperator>(this.CONSUME(tokens.CompareOperator));
          return nodes.compareTail(operator, this.SUBRULE(this.sum));
        },
      },
      {
        ALT: () => {
          const not = this.OPTION(() => this.CONSUME(tokens.Not));
          const word = this.CONSUME(tokens.In);
          return nodes.inTail(this.place(not ?? word, word), not !== undefined, this.SUBRULE2(this.sum));
        },
      },
      {
        ALT: () => {
          const operator = this.place(this.CONSUME(tokens.Like));
          return nodes.likeTail(operator, this.SUBRULE3(this.sum));
        },
      },
      {
        ALT: () => {
          const operator = this.place(this.CONSUME(tokens.Matches));
          const literal = this.spanned(this.CONSUME(tokens.RegularExpression));
          return nodes.matchesTail(
            operator,
            this.ACTION(() => readPattern(literal, this.sink)),
          );
        },
      },
      {
        ALT: () => {
          const operator = this.place(this.CONSUME(tokens.Is));
          const not = this.OPTION2(() => this.CONSUME2(tokens.Not));
          return nodes.isTail(operator, not !== undefined, this.spanned<IsTest>(this.CONSUME(tokens.Test)));
        },
      },
    ]),
  );

  protected readonly sum: Rule<Expression> = this.RULE('sum', () =>
    this.#arithmetic(tokens.Plus, tokens.Minus, this.product),
  );

  protected readonly product: Rule<Expression> = this.RULE('product', () =>
    this.#arithmetic(tokens.Star, tokens.Slash, this.factor),
  );

  /** Operators of one precedence, from the left. */
  #arithmetic(one: TokenType, other: TokenType, operand: Rule<Expression>): Expression {
    let left = this.SUBRULE(operand);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(one) }, { ALT: () => this.CONSUME(other) }]);
      const right = this.SUBRULE2(operand);
      left = this.ACTION(() => nodes.arithmetic(this.spanned<ArithmeticOperator>(operator), left, right));
    });
    return left;
  }

  protected readonly factor: Rule<Expression> = this.RULE('factor', () =>
    this.#prefixed('negate', tokens.Minus, this.access),
  );

  protected readonly access: Rule<Expression> = this.RULE('access', () => {
    let of = this.SUBRULE(this.operand);
    this.MANY(() => {
      of = this.OR([
        {
          ALT: () => {
            this.CONSUME(tokens.Dot);
            const name = this.spanned(this.CONSUME(tokens.Word));
            return this.ACTION(() => nodes.dottedMember(of, name));
          },
        },
        {
          ALT: () => {
            this.CONSUME(tokens.LeftBracket);
            const key = this.SUBRULE(this.expression);
            const close = this.place(this.CONSUME(tokens.RightBracket));
            return this.ACTION(() => nodes.keyedMember(of, key, close));
          },
        },
      ]);
    });
    return of;
  });

  protected readonly operand: Rule<Expression> = this.RULE('operand', () =>
    this.OR([
      {
        ALT: (): Expression => {
          const word = this.spanned(this.CONSUME(tokens.BooleanWord));
          return { kind: 'boolean', value: word.value === 'true', span: word.span };
        },
      },
      {
        ALT: (): Expression => {
          const literal = this.spanned(this.CONSUME(tokens.Quantity));
          return this.ACTION(() => readQuantityToken(literal, this.sink));
        },
      },
      {
        ALT: (): Expression => {
          const literal = this.spanned(this.CONSUME(tokens.Instant));
          return this.ACTION(() => readInstantToken(literal, this.sink));
        },
      },
      { ALT: (): Expression => this.SUBRULE(this.text) },
      {
        ALT: (): Expression => {
          const open = this.CONSUME(tokens.LeftBracket);
          const items: Expression[] = [];
          this.MANY_SEP({
            SEP: tokens.Comma,
            DEF: () => {
              items.push(this.SUBRULE(this.expression));
            },
          });
          return { kind: 'list', items, span: this.place(open, this.CONSUME(tokens.RightBracket)) };
        },
      },
      {
        ALT: (): Expression => {
          const open = this.CONSUME(tokens.LeftParenthesis);
          const inner = this.SUBRULE2(this.expression);
          return { ...inner, span: this.place(open, this.CONSUME(tokens.RightParenthesis)) };
        },
      },
      { ALT: (): Expression => this.SUBRULE(this.nameOrCall) },
    ]),
  );

  protected readonly nameOrCall: Rule<Expression> = this.RULE('nameOrCall', () => {
    const word = this.CONSUME(tokens.Name);
    const args: Argument[] = [];
    const close = this.OPTION(() => {
      this.CONSUME(tokens.LeftParenthesis);
      this.AT_LEAST_ONE_SEP({
        SEP: tokens.Comma,
        DEF: () => {
          args.push(this.SUBRULE(this.argument));
        },
      });
      return this.CONSUME(tokens.RightParenthesis);
    });
    return this.ACTION((): Expression => {
      const name = this.spanned(word);
      return close
        ? { kind: 'call', function: name, args, span: this.place(word, close) }
        : { kind: 'name', name: name.value, span: name.span };
    });
  });

  protected readonly argument: Rule<Argument> = this.RULE('argument', () => {
    const parameter = this.OPTION({
      GATE: () => this.LA(2).tokenType === tokens.Arrow,
      DEF: () => {
        const name = this.spanned(this.CONSUME(tokens.Name));
        this.CONSUME(tokens.Arrow);
        return name;
      },
    });
    const body = this.SUBRULE(this.expression);
    return this.ACTION(() => (parameter ? nodes.lambda(parameter, body) : body));
  });

  protected readonly text: Rule<Expression> = this.RULE('text', () =>
    this.OR([
      {
        ALT: (): Expression => {
          const token = this.CONSUME(tokens.PlainText);
          return this.ACTION(() => {
            const inside = spanAt(this.offsets, token.startOffset + 1, endOf(token) - 1);
            return nodes.plainText({ value: token.image.slice(1, -1), span: inside }, this.place(token));
          });
        },
      },
      {
        ALT: (): Expression => {
          const open = this.CONSUME(tokens.OpenText);
          const written = this.SUBRULE(this.pieces);
          const close = this.CONSUME(tokens.CloseText);
          return this.ACTION((): Expression => {
            const pieces = open.tokenType === tokens.OpenBlock ? dedent(written) : written;
            return { kind: 'text', parts: joinPieces(pieces, this.sink), span: this.place(open, close) };
          });
        },
      },
    ]),
  );

  /** A whole text of the policy. */
  readonly template: Rule<TemplateText['parts']> = this.RULE('template', () => {
    const pieces = this.SUBRULE(this.pieces);
    return this.ACTION(() => joinPieces(pieces, this.sink));
  });

  protected readonly pieces: Rule<Piece[]> = this.RULE('pieces', () => {
    const pieces: Piece[] = [];
    this.MANY(() => {
      pieces.push(this.OR((this.#pieces ??= this.pieceKinds())));
    });
    return pieces;
  });

  private pieceKinds(): IOrAlt<Piece>[] {
    return [
      { ALT: (): Piece => this.written('literal', this.CONSUME(tokens.Chunk)) },
      { ALT: (): Piece => this.written('escape', this.CONSUME(tokens.Escape)) },
      {
        ALT: (): Piece => ({
          kind: 'literal',
          text: '${',
          span: this.place(this.CONSUME(tokens.LiteralInterpolation)),
        }),
      },
      {
        ALT: (): Piece => {
          this.CONSUME(tokens.OpenInterpolation);
          const inner = this.SUBRULE(this.expression);
          this.CONSUME(tokens.RightBrace);
          return inner;
        },
      },
    ];
  }

  private written(kind: 'literal' | 'escape', token: IToken): Piece {
    return { kind, text: token.image, span: this.place(token) };
  }
}
