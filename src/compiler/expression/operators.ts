/** The operators: which types they take, and the term that they make. */
import { patternMistake } from '../../plan/operations/matches.ts';
import type { StrictTerm } from '../../plan/operations/apply.ts';
import type { Span } from '../../plan/span.ts';
import type { Term } from '../../plan/term.ts';
import { isList, isRecord, type Type } from '../../plan/type.ts';
import type { Expression, ExpressionOf } from '../../parser/expression/ast.ts';
import { readQuantity } from '../../parser/expression/literals.ts';
import { printExpression } from '../../parser/expression/print.ts';
import { areComparable, arithmeticType, isOrdered, unify } from './compatibility.ts';
import { type Checking, termSpan } from './context.ts';
import { plainText } from './names.ts';
import { refuseTypes } from './refusals.ts';
import { refuseMissingUnit, type Side } from './units.ts';
import { aType } from './words.ts';

type Checked = StrictTerm | undefined;

export function compareTerm(
  checking: Checking,
  expression: ExpressionOf<'compare'>,
  left: Term,
  right: Term,
): Checked {
  const operator = expression.operator.value;
  const sides = [
    { expression: expression.left, type: left.type },
    { expression: expression.right, type: right.type },
  ];
  if (refuseMissingUnit(checking, sides, 'compared with')) return undefined;
  if (!areComparable(left.type, right.type)) return refuseComparison(checking, sides, expression.span);
  const ordering = operator !== '==' && operator !== '!=';
  const unordered = sides.find(({ type }) => !isOrdered(type));
  if (ordering && unordered)
    return refuseTypes(
      checking,
      `\`${printExpression(unordered.expression)}\` is ${aType(unordered.type)} and has no order`,
      expression.operator.span,
      {
        help: unordered.type === 'string' ? 'versions are compared by `version(…)`' : 'compare it with `==`',
      },
    );
  return { op: 'compare', operator, left, right, type: 'boolean', span: termSpan(expression.span) };
}

/** Two sides that can never be equal. */
function refuseComparison(checking: Checking, sides: readonly Side[], span: Span): undefined {
  const [left, right] = sides.map(({ type }) => aType(type));
  return refuseTypes(checking, `${left} cannot be compared with ${right}`, span, correctionOf(sides));
}

/** What a number of untyped data is multiplied by to become one of the type. */
const unitsOfData: ReadonlyMap<Type, string> = new Map([
  ['duration', '1ms'],
  ['bytes', '1B'],
]);

function correctionOf(sides: readonly Side[]) {
  for (const side of sides) {
    const other = sides.find((candidate) => candidate !== side) ?? side;
    const write = rewritten(side, other.type);
    if (write !== undefined)
      return {
        help: `write \`${write}\``,
        suggestion: {
          title: `write \`${write}\``,
          edits: [{ span: side.expression.span, text: write }],
          safe: false,
        },
      };
    const unit = side.type === 'any' ? unitsOfData.get(other.type) : undefined;
    if (unit !== undefined)
      return {
        help: `untyped data has no unit; give it one: \`${printExpression(side.expression)} * ${unit}\``,
      };
  }
  return {};
}

/** How a side would be written to be of the other's type: without quotes, or as a version. */
function rewritten({ expression, type }: Side, wanted: Type): string | undefined {
  if (wanted === 'version' && (type === 'string' || type === 'any'))
    return `version(${printExpression(expression)})`;
  const text = plainText(expression);
  if (text === undefined) return undefined;
  if (wanted === 'boolean') return text === 'true' || text === 'false' ? text : undefined;
  const quantity = readQuantity(text);
  return 'kind' in quantity && quantity.kind === wanted ? text : undefined;
}

const verbs = { '+': 'added to', '-': 'subtracted from', '*': 'multiplied by', '/': 'divided by' } as const;

export function arithmeticTerm(
  checking: Checking,
  expression: ExpressionOf<'arithmetic'>,
  left: Term,
  right: Term,
): Checked {
  const operator = expression.operator.value;
  const sides = [
    { expression: expression.left, type: left.type },
    { expression: expression.right, type: right.type },
  ];
  if ((operator === '+' || operator === '-') && refuseMissingUnit(checking, sides, 'added to'))
    return undefined;
  const type = arithmeticType(operator, left.type, right.type);
  if (type === undefined) {
    const [first, second] = operator === '-' ? [right, left] : [left, right];
    return refuseTypes(
      checking,
      `${aType(first.type)} cannot be ${verbs[operator]} ${aType(second.type)}`,
      expression.span,
      operator === '+' && (left.type === 'string' || right.type === 'string')
        ? { help: 'texts are joined by interpolation: `"${a}${b}"`' }
        : {},
    );
  }
  return { op: 'arithmetic', operator, left, right, type, span: termSpan(expression.span) };
}

export function negateTerm(
  checking: Checking,
  { of: inner, span }: ExpressionOf<'negate'>,
  of: Term,
): Checked {
  const type = arithmeticType('*', 'number', of.type);
  if (type === undefined) return refuseTypes(checking, `${aType(of.type)} has no negative`, inner.span);
  return { op: 'negate', of, type, span: termSpan(span) };
}

export function inTerm(checking: Checking, expression: ExpressionOf<'in'>, item: Term, list: Term): Checked {
  const itemType = itemTypeOf(list.type);
  if (itemType === undefined)
    return refuseTypes(
      checking,
      `\`${printExpression(expression.list)}\` is ${aType(list.type)}, not a list`,
      expression.list.span,
      { help: 'write the choices as a list: `x in ["a", "b"]`' },
    );
  const written = expression.list.kind === 'list' ? expression.list.items : [];
  const sides = [
    { expression: expression.item, type: item.type },
    ...written.map((choice) => ({ expression: choice, type: itemType })),
  ];
  if (refuseMissingUnit(checking, sides, 'compared with')) return undefined;
  if (!areComparable(item.type, itemType))
    return refuseTypes(
      checking,
      `${aType(item.type)} is never in ${aType({ list: itemType })}`,
      expression.span,
    );
  return {
    op: 'in',
    negated: expression.negated,
    item,
    list,
    type: 'boolean',
    span: termSpan(expression.span),
  };
}

function itemTypeOf(type: Type): Type | undefined {
  if (isList(type)) return type.list;
  return type === 'any' ? 'any' : undefined;
}

export function listTerm(
  checking: Checking,
  expression: ExpressionOf<'list'>,
  items: readonly Term[],
): Checked {
  const sides = items.map(({ type }, i) => ({ expression: expression.items[i] ?? expression, type }));
  if (refuseMissingUnit(checking, sides, 'listed with')) return undefined;
  let item: Type | undefined;
  for (const { type, expression: written } of sides) {
    const together: Type | undefined = item === undefined ? type : unify(item, type);
    if (together === undefined)
      return refuseTypes(
        checking,
        `a list holds values of one type, and this is ${aType(type)}`,
        written.span,
      );
    item = together;
  }
  return { op: 'list', items, type: { list: item ?? 'any' }, span: termSpan(expression.span) };
}

export function likeTerm(
  checking: Checking,
  expression: ExpressionOf<'like'>,
  of: Term,
  patterns: Term,
): Checked {
  if (!isText(of.type)) return refuseText(checking, expression.of, of.type);
  const pattern = itemTypeOf(patterns.type) ?? patterns.type;
  if (pattern !== 'string' && pattern !== 'any')
    return refuseTypes(
      checking,
      `\`${printExpression(expression.patterns)}\` is ${aType(patterns.type)}, not a pattern`,
      expression.patterns.span,
      { help: 'a pattern is a string such as `"release/*"`, or a list of them' },
    );
  return { op: 'like', of, patterns, type: 'boolean', span: termSpan(expression.span) };
}

export function matchesTerm(checking: Checking, expression: ExpressionOf<'matches'>, of: Term): Checked {
  const { source, ignoreCase, span } = expression.pattern;
  const mistake = patternMistake(source, ignoreCase);
  if (mistake !== undefined) {
    checking.report('SEN1305', `\`${source}\` is not a regular expression: ${mistake}`, span, {
      help: 'the syntax is that of RE2, without look-around and back-references',
    });
    return undefined;
  }
  if (!isText(of.type)) return refuseText(checking, expression.of, of.type);
  return { op: 'matches', of, pattern: source, ignoreCase, type: 'boolean', span: termSpan(expression.span) };
}

export function isTerm(checking: Checking, expression: ExpressionOf<'is'>, of: Term): Checked {
  const { negated, test } = expression;
  const { type } = of;
  if (test.value === 'empty' && type !== 'string' && type !== 'any' && !isList(type) && !isRecord(type))
    return refuseTypes(checking, `${aType(type)} is never empty`, expression.of.span, {
      help: '`is empty` asks a string, a list or a record',
    });
  if ((test.value === 'semver' || test.value === 'vsemver') && !isText(type))
    return refuseText(checking, expression.of, type);
  return { op: 'is', negated, test: test.value, of, type: 'boolean', span: termSpan(expression.span) };
}

/** A version is the text as it was given. */
function isText(type: Type): boolean {
  return type === 'string' || type === 'version' || type === 'any';
}

function refuseText(checking: Checking, expression: Expression, type: Type): undefined {
  return refuseTypes(
    checking,
    `\`${printExpression(expression)}\` is ${aType(type)}, not a string`,
    expression.span,
  );
}
