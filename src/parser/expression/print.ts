/**
 * Writes an expression in its canonical spelling: the fewest parentheses, double quotes, one space around operators.
 * Reading what was printed gives the same tree, but for places.
 */
import { byteUnits, formatDurationLiteral, formatInstant } from '../../plan/units.ts';
import { type Argument, type Expression, isLiteralPart } from './ast.ts';
import { plainDecimal, shiftPoint } from './literals.ts';
import type { TextPart } from './text.ts';

/** How tightly a form binds; an operand that binds less is put in parentheses. */
const level = { or: 0, and: 1, not: 2, comparison: 3, sum: 4, product: 5, negate: 6, access: 7 } as const;

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'boolean':
      return String(expression.value);
    case 'number':
      return plainDecimal(expression.value);
    case 'ratio':
      return `${shiftPoint(plainDecimal(expression.value), 2)}%`;
    case 'duration':
      return formatDurationLiteral(expression.value);
    case 'bytes':
      return printBytes(expression.value);
    case 'instant':
      return formatInstant(expression.value);
    case 'text':
      return `"${expression.parts.map(printPart).join('')}"`;
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'name':
      return expression.name;
    case 'member':
      return printMember(expression);
    case 'call':
      return `${expression.function.value}(${expression.args.map(printArgument).join(', ')})`;
    case 'negate':
      return `-${operand(expression.of, level.negate)}`;
    case 'not':
      return `not ${operand(expression.of, level.not)}`;
    case 'and':
      return expression.items.map((item) => operand(item, level.not)).join(' and ');
    case 'or':
      return expression.items.map((item) => operand(item, level.and)).join(' or ');
    case 'arithmetic': {
      const own = levelOf(expression);
      return `${operand(expression.left, own)} ${expression.operator.value} ${operand(expression.right, own + 1)}`;
    }
    case 'compare':
      return `${operand(expression.left, level.sum)} ${expression.operator.value} ${operand(expression.right, level.sum)}`;
    case 'in':
      return `${operand(expression.item, level.sum)} ${expression.negated ? 'not in' : 'in'} ${operand(expression.list, level.sum)}`;
    case 'like':
      return `${operand(expression.of, level.sum)} like ${operand(expression.patterns, level.sum)}`;
    case 'matches':
      return `${operand(expression.of, level.sum)} matches /${expression.pattern.source}/${expression.pattern.ignoreCase ? 'i' : ''}`;
    case 'is':
      return `${operand(expression.of, level.sum)} ${expression.negated ? 'is not' : 'is'} ${expression.test.value}`;
  }
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'or':
    case 'and':
    case 'not':
    case 'negate':
      return level[expression.kind];
    case 'compare':
    case 'in':
    case 'like':
    case 'matches':
    case 'is':
      return level.comparison;
    case 'arithmetic':
      return '+-'.includes(expression.operator.value) ? level.sum : level.product;
    default:
      return level.access;
  }
}

function operand(expression: Expression, atLeast: number): string {
  const text = printExpression(expression);
  return levelOf(expression) < atLeast ? `(${text})` : text;
}

function printMember({ of, key, dotted }: Extract<Expression, { readonly kind: 'member' }>): string {
  // `5.x` would be read as one number.
  const owner = /^[0-9]/u.test(printExpression(of)) ? `(${printExpression(of)})` : operand(of, level.access);
  const [name] = key.kind === 'text' ? key.parts : [];
  return dotted && name && isLiteralPart(name)
    ? `${owner}.${name.value}`
    : `${owner}[${printExpression(key)}]`;
}

function printArgument(argument: Argument): string {
  return argument.kind === 'lambda'
    ? `${argument.parameter.value} => ${printExpression(argument.body)}`
    : printExpression(argument);
}

function printPart(part: TextPart, index: number, parts: readonly TextPart[]): string {
  if (!isLiteralPart(part)) return `\${${printExpression(part)}}`;
  const text = part.value
    .replaceAll(/[\\"]/gu, '\\$&')
    .replaceAll('${', '$$${')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    // Characters that cannot stand for themselves between quotes.
    .replaceAll(
      /[\r\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu,
      (c) => `\\u{${c.charCodeAt(0).toString(16)}}`,
    );
  // A dollar before `${` would make it literal.
  return index < parts.length - 1 ? text.replace(/\$$/u, '\\u{24}') : text;
}

/** In the unit that gives the fewest characters and is exact. */
function printBytes(bytes: number): string {
  const spellings = Object.entries(byteUnits)
    .filter(([, size]) => bytes % size === 0)
    .map(([unit, size]) => `${bytes / size}${unit}`);
  return spellings.reduce((best, spelling) => (spelling.length < best.length ? spelling : best), `${bytes}B`);
}
