/** The syntax tree of expressions (`language.md` calls the forms by these names). Places are offsets into the file. */
import type { ArithmeticOperator, CompareOperator, IsTest } from '../../plan/term.ts';
import type { Span, Spanned } from '../../plan/span.ts';

interface Base {
  readonly span: Span;
}

export type Expression =
  | (Base & { readonly kind: 'boolean'; readonly value: boolean })
  | (Base & { readonly kind: 'number'; readonly value: number })
  /** Base units: fraction, milliseconds, bytes, epoch milliseconds. */
  | (Base & { readonly kind: 'ratio' | 'duration' | 'bytes' | 'instant'; readonly value: number })
  | (Base & { readonly kind: 'text'; readonly parts: readonly (Spanned<string> | Expression)[] })
  | (Base & { readonly kind: 'list'; readonly items: readonly Expression[] })
  | (Base & { readonly kind: 'name'; readonly name: string })
  /** `a.b`, `a["b"]`. */
  | (Base & {
      readonly kind: 'member';
      readonly of: Expression;
      readonly key: Expression;
      readonly dotted: boolean;
    })
  | (Base & { readonly kind: 'call'; readonly function: Spanned<string>; readonly args: readonly Argument[] })
  | (Base & { readonly kind: 'negate'; readonly of: Expression })
  | (Base & { readonly kind: 'not'; readonly of: Expression })
  | (Base & { readonly kind: 'and' | 'or'; readonly items: readonly Expression[] })
  | (Base & {
      readonly kind: 'arithmetic';
      readonly operator: Spanned<ArithmeticOperator>;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Base & {
      readonly kind: 'compare';
      readonly operator: Spanned<CompareOperator>;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Base & {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly item: Expression;
      readonly list: Expression;
    })
  | (Base & { readonly kind: 'like'; readonly of: Expression; readonly patterns: Expression })
  | (Base & { readonly kind: 'matches'; readonly of: Expression; readonly pattern: Pattern })
  | (Base & {
      readonly kind: 'is';
      readonly negated: boolean;
      readonly of: Expression;
      readonly test: Spanned<IsTest>;
    });

export interface Pattern extends Base {
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** An argument, or `x => body` for the quantifiers. */
export type Argument = Expression | Lambda;

interface Lambda extends Base {
  readonly kind: 'lambda';
  readonly parameter: Spanned<string>;
  readonly body: Expression;
}

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

/** A text of the policy with `${…}` inside: literal pieces (decoded) and expressions in turn. */
export interface TemplateText extends Base {
  readonly parts: readonly (Spanned<string> | Expression)[];
}

export function isLiteralPart(part: Spanned<string> | Expression): part is Spanned<string> {
  return !isExpressionPart(part);
}

export function isExpressionPart(part: Spanned<string> | Expression): part is Expression {
  return 'kind' in part;
}

/** The expressions directly inside an expression, in the order in which they are written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'boolean':
    case 'number':
    case 'ratio':
    case 'duration':
    case 'bytes':
    case 'instant':
    case 'name':
      return [];
    case 'text':
      return expression.parts.filter(isExpressionPart);
    case 'list':
    case 'and':
    case 'or':
      return expression.items;
    case 'member':
      return [expression.of, expression.key];
    case 'call':
      return expression.args.map((argument) => (argument.kind === 'lambda' ? argument.body : argument));
    case 'negate':
    case 'not':
    case 'matches':
    case 'is':
      return [expression.of];
    case 'arithmetic':
    case 'compare':
      return [expression.left, expression.right];
    case 'in':
      return [expression.item, expression.list];
    case 'like':
      return [expression.of, expression.patterns];
  }
}
