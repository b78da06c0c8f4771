/**
 * Arithmetic on known values in base units. A result that is not a finite number, or no instant of the calendar, is
 * unknown; so is every operation on a value that is no number.
 */
import type { ArithmeticOperator } from '../term.ts';
import type { Type } from '../type.ts';
import { farthestInstant } from '../units.ts';
import { type Known, unknown, type Value } from '../value.ts';
import { kindOf } from './kind.ts';

/** `type` is the result's. */
export function arithmetic(
  operator: ArithmeticOperator,
  left: Value,
  right: Value,
  type: Type,
): Known<number> {
  return onNumbers([left, right], type, ([a = 0, b = 0]) => {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return b === 0 ? unknown('division by zero') : a / b;
    }
  });
}

export function negate(value: Value, type: Type): Known<number> {
  return onNumbers([value], type, ([a = 0]) => -a);
}

export function absolute(value: Value, type: Type): Known<number> {
  return onNumbers([value], type, ([a = 0]) => Math.abs(a));
}

/** One value or more. */
export function minimum(values: readonly Value[], type: Type): Known<number> {
  return onNumbers(values, type, (numbers) => Math.min(...numbers));
}

/** One value or more. */
export function maximum(values: readonly Value[], type: Type): Known<number> {
  return onNumbers(values, type, (numbers) => Math.max(...numbers));
}

function onNumbers(
  values: readonly Value[],
  type: Type,
  operation: (numbers: readonly number[]) => Known<number>,
): Known<number> {
  const numbers: number[] = [];
  for (const value of values) {
    if (typeof value !== 'number') return unknown(`${kindOf(value)} is not a number`);
    numbers.push(value);
  }
  const result = operation(numbers);
  if (typeof result !== 'number') return result;
  const largest = type === 'instant' ? farthestInstant : Number.MAX_VALUE;
  // `<=` is false for NaN too.
  // Adding zero takes the sign off a negative zero, which nobody means.
  return Math.abs(result) <= largest ? result + 0 : unknown('the result is larger than can be counted');
}
