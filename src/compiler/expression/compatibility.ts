/** Which types meet in an operation, and what comes out. */
import type { ArithmeticOperator } from '../../plan/term.ts';
import { isDimensionless, isList, isRecord, sameType, type Type } from '../../plan/type.ts';

/**
 * Whether values of both types can be equal. Untyped data holds what JSON holds, which has no durations, sizes,
 * versions or instants.
 */
export function areComparable(a: Type, b: Type): boolean {
  if (a === 'any') return isPlain(b);
  if (b === 'any') return isPlain(a);
  if (isList(a) && isList(b)) return areComparable(a.list, b.list);
  return (isDimensionless(a) && isDimensionless(b)) || sameType(a, b);
}

function isPlain(type: Type): boolean {
  if (isList(type)) return isPlain(type.list);
  if (isRecord(type)) return Object.values(type.record).every(isPlain);
  return type !== 'duration' && type !== 'bytes' && type !== 'version' && type !== 'instant';
}

/** Whether values of the type have an order; of untyped data the numbers have. */
export function isOrdered(type: Type): boolean {
  return (
    isDimensionless(type) ||
    type === 'duration' ||
    type === 'bytes' ||
    type === 'version' ||
    type === 'instant' ||
    type === 'any'
  );
}

/** The type that holds the values of both, if there is one. */
export function unify(a: Type, b: Type): Type | undefined {
  if (sameType(a, b)) return a;
  if (isDimensionless(a) && isDimensionless(b)) return 'ratio';
  if ((a === 'any' || b === 'any') && areComparable(a, b)) return 'any';
  return undefined;
}

/** The result of an operation, or undefined when the types do not mix. Untyped data is taken for a number. */
export function arithmeticType(operator: ArithmeticOperator, left: Type, right: Type): Type | undefined {
  const a = left === 'any' ? 'number' : left;
  const b = right === 'any' ? 'number' : right;
  switch (operator) {
    case '+':
      return sumType(a, b);
    case '-':
      return a === 'instant' && b === 'instant' ? 'duration' : b === 'instant' ? undefined : sumType(a, b);
    case '*':
      if (isDimensionless(a)) return isScalable(b) ? scaled(b, a) : undefined;
      return isDimensionless(b) && isScalable(a) ? a : undefined;
    case '/':
      if (a === b && isScalable(a)) return 'number';
      return isScalable(a) && isDimensionless(b) ? a : undefined;
  }
}

function sumType(a: Type, b: Type): Type | undefined {
  if (isDimensionless(a) && isDimensionless(b)) return a === b ? a : 'ratio';
  if (a === 'instant' ? b === 'duration' : a === 'duration' && b === 'instant') return 'instant';
  return a === b && (a === 'duration' || a === 'bytes') ? a : undefined;
}

/** A number times a ratio is a ratio; whatever has a unit keeps it. */
function scaled(type: Type, by: Type): Type {
  return type === 'number' ? by : type;
}

/** Types of which there can be twice as much. */
function isScalable(type: Type): boolean {
  return isDimensionless(type) || type === 'duration' || type === 'bytes';
}
