/** Operations on texts and sizes, and the text of a value. */
import type { Type } from '../type.ts';
import { formatDurationLiteral, formatInstant, isInCalendar } from '../units.ts';
import { type Known, unknown, type Value } from '../value.ts';
import { matchesGlob } from './glob.ts';
import { kindOf } from './kind.ts';

/** Characters of the patterns times characters of the text: what matching costs. A tenth of a second at worst. */
const mostGlobSteps = 20_000_000;

/** Whether the text has the form of the glob, or of one of a list of globs. */
export function like(text: Value, patterns: Value): Known<boolean> {
  if (typeof text !== 'string') return unknown(`${kindOf(text)} is not a string`);
  let open: Known<boolean> = false;
  let steps = 0;
  for (const glob of Array.isArray(patterns) ? (patterns as readonly Value[]) : [patterns]) {
    if (typeof glob !== 'string') {
      open = unknown(`${kindOf(glob)} is not a pattern`);
      continue;
    }
    steps += glob.length * text.length;
    if (steps > mostGlobSteps) return unknown('the text is too long for the patterns');
    if (matchesGlob(glob, text)) return true;
  }
  return open;
}

/** Characters (Unicode code points) of a text, items of a list, fields of a record. */
export function lengthOf(value: Value): Known<number> {
  if (typeof value === 'string') return Array.from(value).length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  return unknown(`${kindOf(value)} has no length`);
}

/** In the same way on every machine: the Unicode mapping without a language. */
export function changeCase(to: 'lower' | 'upper', value: Value): Known<string> {
  if (typeof value !== 'string') return unknown(`${kindOf(value)} is not a string`);
  return to === 'lower' ? value.toLowerCase() : value.toUpperCase();
}

/** How a value is written in the language, without quotes: what `${…}` puts into a text. */
export function textOf(value: Value, type: Type): Known<string> {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return unknown(`${kindOf(value)} cannot stand in a text`);
  switch (type) {
    case 'ratio':
      // 15 digits: what a double keeps of a decimal, so that 0.07 is 7, not 7.000000000000001.
      return `${Number((value * 100).toPrecision(15))}%`;
    case 'duration':
      return `${value < 0 ? '-' : ''}${formatDurationLiteral(Math.round(Math.abs(value)))}`;
    case 'bytes':
      return `${value}B`;
    case 'instant':
      return isInCalendar(value) ? formatInstant(value) : unknown('it is beyond the calendar');
    default:
      return String(value);
  }
}
