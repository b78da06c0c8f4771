/** Builds the nodes of the tree from what the grammar has read. */
import { cover, type Span, type Spanned } from '../../plan/span.ts';
import type { ArithmeticOperator, CompareOperator, IsTest } from '../../plan/term.ts';
import type { Argument, Expression, Pattern } from './ast.ts';

/** A comparison that waits for its left side. */
export interface Tail {
  readonly operator: Span;
  onto(left: Expression): Expression;
}

/** One item is itself. */
export function joined(kind: 'and' | 'or', items: readonly Expression[]): Expression {
  const [first, last] = [items[0], items.at(-1)];
  return first && last && items.length > 1
    ? { kind, items, span: cover(first.span, last.span) }
    : (first as Expression);
}

/** `words` are the places of the prefixes, outermost first. */
export function prefixed(kind: 'not' | 'negate', words: readonly Span[], of: Expression): Expression {
  return words.reduceRight<Expression>(
    (inner, word) => ({ kind, of: inner, span: cover(word, inner.span) }),
    of,
  );
}

export function arithmetic(
  operator: Spanned<ArithmeticOperator>,
  left: Expression,
  right: Expression,
): Expression {
  return { kind: 'arithmetic', operator, left, right, span: cover(left.span, right.span) };
}

export function compareTail(operator: Spanned<CompareOperator>, right: Expression): Tail {
  return {
    operator: operator.span,
    onto: (left) => ({ kind: 'compare', operator, left, right, span: cover(left.span, right.span) }),
  };
}

export function inTail(operator: Span, negated: boolean, list: Expression): Tail {
  return {
    operator,
    onto: (item) => ({ kind: 'in', negated, item, list, span: cover(item.span, list.span) }),
  };
}

export function likeTail(operator: Span, patterns: Expression): Tail {
  return { operator, onto: (of) => ({ kind: 'like', of, patterns, span: cover(of.span, patterns.span) }) };
}

export function matchesTail(operator: Span, pattern: Pattern): Tail {
  return { operator, onto: (of) => ({ kind: 'matches', of, pattern, span: cover(of.span, pattern.span) }) };
}

export function isTail(operator: Span, negated: boolean, test: Spanned<IsTest>): Tail {
  return { operator, onto: (of) => ({ kind: 'is', negated, of, test, span: cover(of.span, test.span) }) };
}

/** A text of one literal part, which may be empty. */
export function plainText(part: Spanned<string>, span: Span): Expression {
  return { kind: 'text', parts: part.value === '' ? [] : [part], span };
}

/** `a.b`. */
export function dottedMember(of: Expression, name: Spanned<string>): Expression {
  const key = { kind: 'text', parts: [name], span: name.span } as const;
  return { kind: 'member', of, key, dotted: true, span: cover(of.span, key.span) };
}

/** `a["b"]`. */
export function keyedMember(of: Expression, key: Expression, close: Span): Expression {
  return { kind: 'member', of, key, dotted: false, span: cover(of.span, close) };
}

export function lambda(parameter: Spanned<string>, body: Expression): Argument {
  return { kind: 'lambda', parameter, body, span: cover(parameter.span, body.span) };
}
