/**
 * The static types of the expression language. Every expression has one before anything runs, so values at run time
 * carry no tags (see `value.ts`).
 */

export type ScalarType =
  'boolean' | 'number' | 'ratio' | 'duration' | 'bytes' | 'string' | 'version' | 'instant';

/**
 * `any` is data whose shape only the run shows (a field of a JSON body). It is checked where it is used: a value of
 * another type than the operation wants is unknown, never coerced.
 */
export type Type =
  ScalarType | 'any' | { readonly list: Type } | { readonly record: Readonly<Record<string, Type>> };

export function isList(type: Type): type is { readonly list: Type } {
  return typeof type === 'object' && 'list' in type;
}

export function isRecord(type: Type): type is { readonly record: Readonly<Record<string, Type>> } {
  return typeof type === 'object' && 'record' in type;
}

/** Number and ratio, which mix. */
export function isDimensionless(type: Type): boolean {
  return type === 'number' || type === 'ratio';
}

/** Types whose values at run time are finite numbers in base units. */
export function isNumeric(type: Type): boolean {
  return isDimensionless(type) || type === 'duration' || type === 'bytes' || type === 'instant';
}

export function sameType(a: Type, b: Type): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (isList(a) && isList(b)) return sameType(a.list, b.list);
  if (!isRecord(a) || !isRecord(b)) return false;
  const left = Object.entries(a.record);
  return (
    left.length === Object.keys(b.record).length &&
    left.every(([key, type]) => {
      const other = Object.hasOwn(b.record, key) ? b.record[key] : undefined;
      return other !== undefined && sameType(type, other);
    })
  );
}

/** The type in the words of the language: `a list of strings`, `ratio`. */
export function typeName(type: Type): string {
  if (typeof type === 'string') return type === 'any' ? 'untyped data' : type;
  return isList(type) ? `list of ${typeName(type.list)}` : 'record';
}
