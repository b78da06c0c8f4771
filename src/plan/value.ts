/**
 * Values at run time. Types are known before (`type.ts`), so a value is plain data in base units:
 *
 * | type | value |
 * |---|---|
 * | boolean, string | themselves; a version is the string as it was given |
 * | number, ratio | a finite number; 1 % is 0.01 |
 * | duration | milliseconds |
 * | bytes | bytes |
 * | instant | milliseconds since 1970-01-01T00:00Z |
 * | list | an array |
 * | record | a `Map`, so that no key can touch a prototype; a field of it may be unknown |
 * | any | any of these, or `null` |
 */
export type Value = boolean | number | string | null | readonly Value[] | ReadonlyMap<string, Known<Value>>;

/** Why a value is not known. Never a pass: every operation on it is unknown, but for Kleene's short cuts. */
export class Unknown {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }

  toJSON(): { unknown: string } {
    return { unknown: this.reason };
  }
}

export type Known<T> = T | Unknown;

export function unknown(reason: string): Unknown {
  return new Unknown(reason);
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Turns parsed JSON into a value: objects become maps, numbers that are not finite become unknown at the top. */
export function valueOfJson(json: unknown): Value {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return json;
  if (Array.isArray(json)) return json.map(valueOfJson);
  if (typeof json === 'object')
    return new Map(Object.entries(json).map(([key, item]) => [key, valueOfJson(item)]));
  throw new TypeError(`not JSON: ${typeof json}`);
}

/** Reads what `jsonOfValue` wrote: `{ unknown: why }` is an unknown one, also as a field of a record. */
export function knownOfJson(json: unknown): Known<Value> {
  if (Array.isArray(json)) {
    const items = json.map(knownOfJson);
    return items.find(isUnknown) ?? (items as readonly Value[]);
  }
  if (typeof json !== 'object' || json === null) return valueOfJson(json);
  const fields = Object.entries(json as Readonly<Record<string, unknown>>);
  const [[name, reason] = [], ...others] = fields;
  if (name === 'unknown' && typeof reason === 'string' && others.length === 0) return unknown(reason);
  return new Map(fields.map(([key, item]) => [key, knownOfJson(item)]));
}

/** The JSON form of a value; maps become objects without a prototype. */
export function jsonOfValue(value: Known<Value>): unknown {
  if (isUnknown(value)) return value.toJSON();
  if (Array.isArray(value)) return value.map(jsonOfValue);
  if (value instanceof Map) {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of value as ReadonlyMap<string, Known<Value>>) object[key] = jsonOfValue(item);
    return object;
  }
  return value;
}
