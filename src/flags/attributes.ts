import { isUnknown, type Known, unknown, type Value } from '../plan/value.ts';

/** What conditions can read of a user; a moment is an instant, and what is no data is not known. */
export function attributesOf(user: Readonly<Record<string, unknown>>): ReadonlyMap<string, Value> {
  return new Map(
    Object.entries(user).flatMap(([name, given]) => {
      const value = valueOf(given);
      return isUnknown(value) ? [] : [[name, value] as const];
    }),
  );
}

function valueOf(given: unknown): Known<Value> {
  if (given === null || typeof given === 'boolean' || typeof given === 'string') return given;
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  if (given instanceof Date) return valueOf(given.getTime());
  if (Array.isArray(given)) {
    const items = given.map(valueOf);
    return items.find(isUnknown) ?? (items as readonly Value[]);
  }
  if (typeof given === 'object') return attributesOf(given as Readonly<Record<string, unknown>>);
  return unknown('it is no data');
}
