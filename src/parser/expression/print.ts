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

/** A literal that may be spelt in several ways: `1h` and `60m`, an instant here and elsewhere. */
type Quantity = Extract<Expression, { readonly value: number }>;
type SpellQuantity = (quantity: Quantity) => string;

/** With `spell` quantities are written otherwise than in the shortest way. */
export function printExpression(expression: Expression, spell: SpellQuantity = spellQuantity): string {
  return new Printer(spell).print(expression);
}

class Printer {
  readonly #spell: SpellQuantity;

  constructor(spell: SpellQuantity) {
    this.#spell = spell;
  }

  print(expression: Expression): string {
    switch (expression.kind) {
      case 'boolean':
        return String(expression.value);
      case 'number':
      case 'ratio':
      case 'duration':
      case 'bytes':
      case 'instant':
        return this.#spell(expression);
      case 'text':
        return `"${expression.parts.map((part, i, parts) => this.#part(part, i === parts.length - 1)).join('')}"`;
      case 'list':
        return `[${expression.items.map((item) => this.print(item)).join(', ')}]`;
      case 'name':
        return expression.name;
      case 'member':
        return this.#member(expression);
      case 'call':
        return `${expression.function.value}(${expression.args.map((argument) => this.#argument(argument)).join(', ')})`;
      case 'negate':
        return `-${this.#operand(expression.of, level.negate)}`;
      case 'not':
        return `not ${this.#operand(expression.of, level.not)}`;
      case 'and':
        return expression.items.map((item) => this.#operand(item, level.not)).join(' and ');
      case 'or':
        return expression.items.map((item) => this.#operand(item, level.and)).join(' or ');
      case 'arithmetic': {
        const own = levelOf(expression);
        return `${this.#operand(expression.left, own)} ${expression.operator.value} ${this.#operand(expression.right, own + 1)}`;
      }
      case 'compare':
        return `${this.#term(expression.left)} ${expression.operator.value} ${this.#term(expression.right)}`;
      case 'in':
        return `${this.#term(expression.item)} ${expression.negated ? 'not in' : 'in'} ${this.#term(expression.list)}`;
      case 'like':
        return `${this.#term(expression.of)} like ${this.#term(expression.patterns)}`;
      case 'matches':
        return `${this.#term(expression.of)} matches /${expression.pattern.source}/${expression.pattern.ignoreCase ? 'i' : ''}`;
      case 'is':
        return `${this.#term(expression.of)} ${expression.negated ? 'is not' : 'is'} ${expression.test.value}`;
    }
  }

  #operand(expression: Expression, atLeast: number): string {
    const text = this.print(expression);
    return levelOf(expression) < atLeast ? `(${text})` : text;
  }

  /** A side of a comparison. */
  #term(expression: Expression): string {
    return this.#operand(expression, level.sum);
  }

  #member({ of, key, dotted }: Extract<Expression, { readonly kind: 'member' }>): string {
    const printed = this.#operand(of, level.access);
    // `5.x` would be read as one number.
    const owner = /^[0-9]/u.test(printed) ? `(${printed})` : printed;
    const [name] = key.kind === 'text' ? key.parts : [];
    return dotted && name && isLiteralPart(name) ? `${owner}.${name.value}` : `${owner}[${this.print(key)}]`;
  }

  #argument(argument: Argument): string {
    return argument.kind === 'lambda'
      ? `${argument.parameter.value} => ${this.print(argument.body)}`
      : this.print(argument);
  }

  #part(part: TextPart, isLast: boolean): string {
    if (!isLiteralPart(part)) return `\${${this.print(part)}}`;
    const text = escapeText(part.value);
    // A dollar before `${` would make it literal.
    return isLast ? text : text.replace(/\$$/u, '\\u{24}');
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

/** As it stands between double quotes. */
function escapeText(text: string): string {
  return (
    text
      .replaceAll(/[\\"]/gu, '\\$&')
      .replaceAll('${', '$$${')
      .replaceAll('\n', '\\n')
      .replaceAll('\t', '\\t')
      // Characters that cannot stand for themselves between quotes.
      .replaceAll(
        /[\r\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu,
        (c) => `\\u{${c.charCodeAt(0).toString(16)}}`,
      )
  );
}

/** In the shortest way. */
function spellQuantity({ kind, value }: Quantity): string {
  switch (kind) {
    case 'number':
      return plainDecimal(value);
    case 'ratio':
      return `${shiftPoint(plainDecimal(value), 2)}%`;
    case 'duration':
      return formatDurationLiteral(value);
    case 'bytes':
      return spellBytes(value);
    case 'instant':
      return formatInstant(value);
  }
}

/** In the unit that gives the fewest characters and is exact. */
function spellBytes(bytes: number): string {
  const spellings = Object.entries(byteUnits)
    .filter(([, size]) => bytes % size === 0)
    .map(([unit, size]) => `${bytes / size}${unit}`);
  return spellings.reduce((best, spelling) => (spelling.length < best.length ? spelling : best), `${bytes}B`);
}
