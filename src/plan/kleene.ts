/**
 * Kleene's strong three-valued logic (S. C. Kleene, Introduction to Metamathematics, 1952, § 64).
 *
 * A truth is two bits, known-true and known-false; neither set is unknown, both set cannot happen. With these,
 * `and`, `or` and `not` are bit operations, which the kernel uses in bulk.
 */
export const UNKNOWN = 0;
export const TRUE = 1;
export const FALSE = 2;

export type Truth = typeof UNKNOWN | typeof TRUE | typeof FALSE;

export function not(a: Truth): Truth {
  return (((a & 1) << 1) | (a >> 1)) as Truth;
}

/** False if either is false, true if both are true, else unknown. */
export function and(a: Truth, b: Truth): Truth {
  return ((a & b & TRUE) | ((a | b) & FALSE)) as Truth;
}

/** True if either is true, false if both are false, else unknown. */
export function or(a: Truth, b: Truth): Truth {
  return (((a | b) & TRUE) | (a & b & FALSE)) as Truth;
}

export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

export function truthName(value: Truth): 'true' | 'false' | 'unknown' {
  return value === TRUE ? 'true' : value === FALSE ? 'false' : 'unknown';
}
