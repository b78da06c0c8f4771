/**
 * What a condition claims of one subject: `disk.used < 85%` claims a range of `disk.used`. A condition that fits no
 * such form claims that it is true itself. A claim is false or unknown whenever its subject lies outside its values.
 */
import type { CompareOperator } from '../../../plan/term.ts';
import type { Span } from '../../../plan/span.ts';
import { type Expression, type ExpressionOf, isLiteralPart } from '../../../parser/expression/ast.ts';
import { printExpression } from '../../../parser/expression/print.ts';
import { above, allBut, areApart, below, isWithin, only, outside, type Values } from './values.ts';

export interface Claim {
  /** The expression that it is about, as it is printed. */
  readonly subject: string;
  readonly values: Values;
  /** As it is written. */
  readonly span: Span;
}

/** What must hold for the condition to hold: the parts of its outermost `and`. */
function conjunctsOf(condition: Expression): readonly Expression[] {
  return condition.kind === 'and' ? condition.items.flatMap(conjunctsOf) : [condition];
}

export function claimOf(condition: Expression): Claim {
  const { span } = condition;
  switch (condition.kind) {
    case 'not': {
      const { subject, values } = claimOf(condition.of);
      return { subject, values: outside(values), span };
    }
    case 'compare':
      return comparison(condition) ?? itself(condition);
    case 'in':
      return membership(condition) ?? itself(condition);
    default:
      return itself(condition);
  }
}

/** Several rules ask for the claims of the same list. */
const remembered = new WeakMap<readonly Expression[], readonly Claim[]>();

export function claimsOf(conditions: readonly Expression[]): readonly Claim[] {
  const known = remembered.get(conditions);
  if (known) return known;
  const claims = conditions.flatMap(conjunctsOf).map(claimOf);
  remembered.set(conditions, claims);
  return claims;
}

/** Whether `b` is true whenever `a` is. */
export function implies(a: Claim, b: Claim): boolean {
  return a.subject === b.subject && isWithin(a.values, b.values);
}

/** Whether the two are never true at once. */
export function contradicts(a: Claim, b: Claim): boolean {
  return a.subject === b.subject && areApart(a.values, b.values);
}

function itself(condition: Expression): Claim {
  return { subject: printExpression(condition), values: only(true), span: condition.span };
}

function comparison({ operator, left, right, span }: ExpressionOf<'compare'>): Claim | undefined {
  const flipped = literalOf(left) !== undefined;
  const limit = literalOf(flipped ? left : right);
  const values =
    limit === undefined ? undefined : compared(flipped ? mirrored[operator.value] : operator.value, limit);
  return values && { subject: printExpression(flipped ? right : left), values, span };
}

const mirrored: Readonly<Record<CompareOperator, CompareOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function compared(operator: CompareOperator, limit: boolean | number | string): Values | undefined {
  if (operator === '==') return only(limit);
  if (operator === '!=') return allBut(limit);
  if (typeof limit !== 'number') return undefined;
  return (operator.startsWith('<') ? below : above)(limit, operator.endsWith('='));
}

function membership({ item, list, negated: isOutside, span }: ExpressionOf<'in'>): Claim | undefined {
  if (list.kind !== 'list') return undefined;
  const values = list.items.map(literalOf).filter((value) => value !== undefined);
  if (values.length < list.items.length) return undefined;
  return { subject: printExpression(item), values: (isOutside ? allBut : only)(...values), span };
}

/** A text that may be a version has several spellings and is no fixed value. */
function literalOf(expression: Expression): boolean | number | string | undefined {
  switch (expression.kind) {
    case 'boolean':
    case 'number':
    case 'ratio':
    case 'duration':
    case 'bytes':
    case 'instant':
      return expression.value;
    case 'negate': {
      const value = literalOf(expression.of);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'text':
      return plainText(expression);
    default:
      return undefined;
  }
}

function plainText({ parts }: ExpressionOf<'text'>): string | undefined {
  const literal = parts.filter(isLiteralPart);
  const text = literal.map(({ value }) => value).join('');
  return literal.length < parts.length || /^v?\d+\.\d/u.test(text) ? undefined : text;
}
