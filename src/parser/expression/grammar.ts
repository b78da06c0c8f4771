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
import type { TokenType } from 'chevrotain';
import type { Span } from '../../plan/span.ts';
import type { ArithmeticOperator, CompareOperator, IsTest } from '../../plan/term.ts';
import type { Expression } from './ast.ts';
import { reportChain } from './chain.ts';
import type { Rule } from './engine.ts';
import { readPattern } from './literal-tokens.ts';
import * as nodes from './nodes.ts';
import { OperandGrammar } from './operands.ts';
import { QuickReader } from './quick.ts';
import * as tokens from './tokens.ts';

export class ExpressionGrammar extends OperandGrammar {
  readonly #quick = new QuickReader();

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

  protected readonly negation: Rule<Expression> = this.RULE('negation', () =>
    this.#prefixed('not', tokens.Not, this.comparison),
  );

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

  /** `item { word item }` */
  #joined(kind: 'and' | 'or', word: TokenType, item: Rule<Expression>): Expression {
    const items = [this.SUBRULE(item)];
    this.MANY(() => {
      this.CONSUME(word);
      items.push(this.SUBRULE2(item));
    });
    return this.ACTION(() => nodes.joined(kind, items));
  }

  /** `{ prefix } operand` */
  #prefixed(kind: 'not' | 'negate', prefix: TokenType, operand: Rule<Expression>): Expression {
    const places: Span[] = [];
    this.MANY(() => {
      places.push(this.place(this.CONSUME(prefix)));
    });
    const of = this.SUBRULE(operand);
    return this.ACTION(() => nodes.prefixed(kind, places, of));
  }

  /** `operand { (one | other) operand }`, read from the left. */
  #arithmetic(one: TokenType, other: TokenType, operand: Rule<Expression>): Expression {
    let left = this.SUBRULE(operand);
    this.MANY(() => {
      const operator = this.OR([{ ALT: () => this.CONSUME(one) }, { ALT: () => this.CONSUME(other) }]);
      const right = this.SUBRULE2(operand);
      left = this.ACTION(() => nodes.arithmetic(this.spanned<ArithmeticOperator>(operator), left, right));
    });
    return left;
  }
}
