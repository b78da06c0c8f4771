import type { Value } from '../value.ts';

/** What a value is, in the words of the language; for reasons. */
export function kindOf(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'a boolean';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'string') return 'a string';
  return Array.isArray(value) ? 'a list' : 'a record';
}
