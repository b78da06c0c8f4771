/**
 * The grammar of operands: literals, texts with `${…}` inside, lists, names and calls. The expressions inside them are
 * read by the grammar that extends it with operators.
 */
import type { IOrAlt, IParserConfig, IToken, TokenType } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import { type OffsetMap, straightOffsets } from '../document.ts';
import type { Argument, Expression, TemplateText } from './ast.ts';
import { type Rule, TrustingParser } from './engine.ts';
import { readInstantToken, readQuantityToken } from './literal-tokens.ts';
import * as nodes from './nodes.ts';
import { endOf, spanAt } from './place.ts';
import { dedent, joinPieces, type Piece } from './text.ts';
import * as tokens from './tokens.ts';

const vocabulary: readonly TokenType[] = [
  ...new Set([...tokens.categories, ...tokens.expressionTokens, ...Object.values(tokens.textModes).flat()]),
];

export abstract class OperandGrammar extends TrustingParser {
  protected offsets: OffsetMap = straightOffsets(0);
  protected sink: DiagnosticSink | undefined;
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

  abstract readonly expression: Rule<Expression>;

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
