/** Wording that messages share. */
import { isList, type ScalarType, type Type } from '../../plan/type.ts';

const nouns: Readonly<Record<ScalarType | 'any', readonly [one: string, many: string]>> = {
  boolean: ['a boolean', 'booleans'],
  number: ['a number', 'numbers'],
  ratio: ['a ratio', 'ratios'],
  duration: ['a duration', 'durations'],
  bytes: ['a size in bytes', 'sizes in bytes'],
  string: ['a string', 'strings'],
  version: ['a version', 'versions'],
  instant: ['an instant', 'instants'],
  any: ['untyped data', 'untyped data'],
};

/** The type with its article: `a duration`, `a list of strings`. */
export function aType(type: Type): string {
  if (typeof type === 'string') return nouns[type][0];
  return isList(type) ? `a list of ${many(type.list)}` : 'a record';
}

function many(type: Type): string {
  if (typeof type === 'string') return nouns[type][1];
  return isList(type) ? 'lists' : 'records';
}

/** `a`, `b` and `c`. */
export function enumerate(words: readonly string[], conjunction = 'and'): string {
  const quoted = words.map((word) => `\`${word}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

const mostListed = 12;

/** `there are …`, cut short where it is long. */
export function whatThereIs(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'there are none';
  if (all.length === 1) return `there is \`${all.join('')}\``;
  if (all.length <= mostListed) return `there are ${enumerate(all)}`;
  const shown = all.slice(0, mostListed).map((name) => `\`${name}\``);
  return `there are ${shown.join(', ')} and ${all.length - mostListed} more`;
}
