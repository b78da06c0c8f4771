/**
 * Numbers without a unit. A ratio mixes with numbers, but `error_rate < 1` was meant as 1 % or was not thought about:
 * a number written next to a ratio, a duration or a size needs its unit.
 */
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { Type } from '../../plan/type.ts';
import { formatDurationLiteral } from '../../plan/units.ts';
import type { Expression } from '../../parser/expression/ast.ts';
import { plainDecimal, shiftPoint } from '../../parser/expression/literals.ts';
import { printExpression } from '../../parser/expression/print.ts';
import type { Checking } from './context.ts';
import { aType } from './words.ts';

/** A side of an operation, as it was written and as it was understood. */
export interface Side {
  readonly expression: Expression;
  readonly type: Type;
}

export type Mixing = 'compared with' | 'added to' | 'listed with' | 'given for';

/** Reports a bare number among sides of which another has a unit; false when there is none. */
export function refuseMissingUnit(checking: Checking, sides: readonly Side[], mixing: Mixing): boolean {
  return sides.some((side) =>
    sides.some((other) => refuseBare(checking, side.expression, other.type, mixing)),
  );
}

/** Reports an expression that is a bare number where the type has a unit; false when it is not. */
export function refuseBare(checking: Checking, expression: Expression, type: Type, mixing: Mixing): boolean {
  if (!lacksUnit(expression, type)) return false;
  const message = `\`${printExpression(expression)}\` has no unit and is ${mixing} ${aType(type)}`;
  checking.report('SEN1404', message, expression.span, correction(expression, type, mixing));
  return true;
}

function lacksUnit(expression: Expression, type: Type): boolean {
  // Zero is the same share in any spelling; durations and sizes always have their unit.
  if (type === 'ratio')
    return isBare(expression) && !(expression.kind === 'number' && expression.value === 0);
  return (type === 'duration' || type === 'bytes') && isBare(expression);
}

/** A number that is made of nothing but numbers without a unit. */
function isBare(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'negate':
      return isBare(expression.of);
    case 'arithmetic':
      return isBare(expression.left) && isBare(expression.right);
    default:
      return false;
  }
}

function correction(bare: Expression, type: Type, mixing: Mixing): DiagnosticDetails {
  if (bare.kind !== 'number') return { help: 'give each number its unit' };
  const write = withUnit(bare.value, type, mixing);
  return {
    help:
      type === 'ratio' && bare.value === 1 && mixing !== 'added to'
        ? `write \`${write}\`, or \`100%\` for the whole`
        : `write it with its unit, such as \`${write}\``,
    suggestion: { title: `write \`${write}\``, edits: [{ span: bare.span, text: write }], safe: false },
  };
}

/** What was probably meant. */
function withUnit(value: number, type: Type, mixing: Mixing): string {
  if (type === 'ratio')
    return value < 1 || (value === 1 && mixing === 'added to')
      ? `${shiftPoint(plainDecimal(value), 2)}%`
      : `${plainDecimal(value)}%`;
  if (type === 'duration')
    return Number.isInteger(value) ? `${value}ms` : formatDurationLiteral(Math.round(value * 1000));
  return value < 1024 ? `${plainDecimal(value)}GiB` : `${Math.round(value)}B`;
}
