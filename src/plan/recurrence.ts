/** Recurrence rules of RFC 5545, section 3.3.10: `FREQ=MONTHLY;BYDAY=-1FR`. Their text, read strictly. */
import { didYouMean } from './did-you-mean.ts';
import type { Weekday } from './window.ts';

export const frequencies = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
] as const;

export type Frequency = (typeof frequencies)[number];

/** A weekday; with `nth` the first, second, … or from the end (-1) of the month or year. */
export interface RuleDay {
  readonly day: Weekday;
  readonly nth?: number;
}

/** Milliseconds on the wall clock; `utc` where it was written as an instant, with a `Z`. A date lasts to its end. */
export interface RuleEnd {
  readonly wall: number;
  readonly utc: boolean;
}

export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count?: number;
  readonly until?: RuleEnd;
  readonly weekStart: Weekday;
  readonly byDay?: readonly RuleDay[];
  readonly bySecond?: readonly number[];
  readonly byMinute?: readonly number[];
  readonly byHour?: readonly number[];
  readonly byMonthDay?: readonly number[];
  readonly byYearDay?: readonly number[];
  readonly byWeekNo?: readonly number[];
  readonly byMonth?: readonly number[];
  readonly bySetPos?: readonly number[];
}

/** What is wrong with the part of the text from `at` to `end`, and what to write for it where that is known. */
export interface RecurrenceProblem {
  readonly wrong: string;
  readonly at: number;
  readonly end: number;
  readonly write?: string;
}

/** Of each part that is a list of numbers: the largest, the least, and whether it may count from the end. */
const numberParts = {
  BYSECOND: { field: 'bySecond', least: 0, most: 59, signed: false },
  BYMINUTE: { field: 'byMinute', least: 0, most: 59, signed: false },
  BYHOUR: { field: 'byHour', least: 0, most: 23, signed: false },
  BYMONTHDAY: { field: 'byMonthDay', least: 1, most: 31, signed: true },
  BYYEARDAY: { field: 'byYearDay', least: 1, most: 366, signed: true },
  BYWEEKNO: { field: 'byWeekNo', least: 1, most: 53, signed: true },
  BYMONTH: { field: 'byMonth', least: 1, most: 12, signed: false },
  BYSETPOS: { field: 'bySetPos', least: 1, most: 366, signed: true },
} as const;

type NumberPart = keyof typeof numberParts;

const partNames = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', ...Object.keys(numberParts)];

/** In the order of their numbers. */
const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Where a part stands in the text. */
interface Part {
  readonly name: string;
  readonly value: string;
  readonly at: number;
  readonly end: number;
}

type Read<T> = { readonly value: T } | { readonly wrong: string; readonly write?: string };

/** Letter case does not matter. */
export function readRecurrence(
  text: string,
): { readonly value: Recurrence } | { readonly problem: RecurrenceProblem } {
  const rule: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const parts = new Map<string, Part>();
  for (const part of partsOf(text)) {
    const read = parts.has(part.name)
      ? { wrong: `\`${part.name}\` stands twice` }
      : readPart(part.name, part.value);
    if ('wrong' in read) return { problem: { ...read, at: part.at, end: part.end } };
    parts.set(part.name, part);
    Object.assign(rule, read.value);
  }
  const whole = { at: 0, end: text.length };
  if (!parts.has('FREQ'))
    return { problem: { wrong: 'the rule has no `FREQ`, such as `FREQ=WEEKLY`', ...whole } };
  const value = { interval: 1, weekStart: 1, ...rule } as unknown as Recurrence;
  const clash = clashIn(value);
  if (!clash) return { value };
  const { at, end } = parts.get(clash.part) ?? whole;
  return { problem: { wrong: clash.wrong, at, end } };
}

function* partsOf(text: string): Generator<Part> {
  let at = 0;
  for (const piece of text.split(';')) {
    const [name = '', ...value] = piece.toUpperCase().split('=');
    yield { name, value: value.join('='), at, end: at + piece.length };
    at += piece.length + 1;
  }
}

/** The fields of the rule that a part gives. */
function readPart(name: string, value: string): Read<Partial<Recurrence>> {
  switch (name) {
    case 'FREQ':
      return as('frequency', readFrequency(value));
    case 'INTERVAL':
      return as('interval', readCount(name, value));
    case 'COUNT':
      return as('count', readCount(name, value));
    case 'UNTIL':
      return as('until', readEnd(value));
    case 'WKST':
      return as('weekStart', readDay(value));
    case 'BYDAY':
      return as('byDay', each(value, readRuleDay));
    default:
      return isNumberPart(name)
        ? as(
            numberParts[name].field,
            each(value, (item) => readNumber(name, item)),
          )
        : unknownPart(name);
  }
}

function isNumberPart(name: string): name is NumberPart {
  return Object.hasOwn(numberParts, name);
}

function as<T>(field: keyof Recurrence, read: Read<T>): Read<Partial<Recurrence>> {
  return 'wrong' in read ? read : { value: { [field]: read.value } };
}

function each<T>(text: string, read: (item: string) => Read<T>): Read<readonly T[]> {
  const items: T[] = [];
  for (const item of text.split(',')) {
    const one = read(item);
    if ('wrong' in one) return one;
    items.push(one.value);
  }
  return { value: items };
}

function unknownPart(name: string): Read<never> {
  if (name === '') return { wrong: 'a part of the rule is empty' };
  const meant = didYouMean(name, partNames);
  return {
    wrong: `\`${name}\` is not a part of a recurrence rule`,
    ...(meant !== undefined && { write: meant }),
  };
}

function readFrequency(text: string): Read<Frequency> {
  const value = frequencies.find((known) => known === text);
  if (value) return { value };
  const write = didYouMean(text, frequencies);
  return {
    wrong: `\`${text}\` is not a frequency: \`DAILY\`, \`WEEKLY\`, \`MONTHLY\` or \`YEARLY\``,
    ...(write !== undefined && { write }),
  };
}

function readCount(name: string, text: string): Read<number> {
  return /^[1-9]\d{0,8}$/u.test(text)
    ? { value: Number(text) }
    : { wrong: `\`${name}\` is a whole number from 1 on, not \`${text}\`` };
}

function readNumber(name: NumberPart, text: string): Read<number> {
  const { least, most, signed } = numberParts[name];
  const value = /^[+-]?\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
  const size = signed ? Math.abs(value) : value;
  if (size >= least && size <= most) return { value };
  const bounds = `${least} to ${most}${signed ? `, or -${most} to -${least} from the end` : ''}`;
  return { wrong: `\`${name}\` takes ${bounds}, not \`${text}\`` };
}

function readDay(text: string): Read<Weekday> {
  const index = dayNames.indexOf(text);
  return index >= 0
    ? { value: (index + 1) as Weekday }
    : { wrong: `\`${text}\` is not a weekday: \`MO\`, \`TU\`, \`WE\`, \`TH\`, \`FR\`, \`SA\` or \`SU\`` };
}

function readRuleDay(text: string): Read<RuleDay> {
  const [, position, name = text] = /^([+-]?\d{1,2})([A-Z]+)$/u.exec(text) ?? [];
  const day = readDay(name);
  if ('wrong' in day || position === undefined) return 'wrong' in day ? day : { value: { day: day.value } };
  const nth = Number(position);
  return nth !== 0 && Math.abs(nth) <= 53
    ? { value: { day: day.value, nth } }
    : { wrong: `\`${text}\` counts weekdays from 1 to 53, or from the end from -1 to -53` };
}

function readEnd(text: string): Read<RuleEnd> {
  const [, year, month, day, hours = '23', minutes = '59', seconds = '59', zulu] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/u.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
  const wall = year === undefined ? Number.NaN : Date.parse(`${iso}Z`);
  return !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(iso)
    ? { value: { wall, utc: zulu === 'Z' } }
    : { wrong: `\`UNTIL\` is a date or a time such as \`20261231T235959\`, not \`${text}\`` };
}

/** Parts that do not go together, by the table of the RFC. */
function clashIn(rule: Recurrence): { readonly part: string; readonly wrong: string } | undefined {
  const { frequency, byDay } = rule;
  const clash = (part: string, wrong: string) => ({ part, wrong });
  if (rule.count !== undefined && rule.until) return clash('COUNT', '`COUNT` and `UNTIL` exclude each other');
  if (rule.byWeekNo && frequency !== 'YEARLY') return clash('BYWEEKNO', '`BYWEEKNO` is for `FREQ=YEARLY`');
  if (rule.byYearDay && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency))
    return clash('BYYEARDAY', `\`BYYEARDAY\` is not for \`FREQ=${frequency}\``);
  if (rule.byMonthDay && frequency === 'WEEKLY')
    return clash('BYMONTHDAY', '`BYMONTHDAY` is not for `FREQ=WEEKLY`');
  if (byDay?.some(({ nth }) => nth !== undefined)) {
    if (frequency !== 'MONTHLY' && frequency !== 'YEARLY')
      return clash('BYDAY', 'weekdays are counted with `FREQ=MONTHLY` and `FREQ=YEARLY` only');
    if (rule.byWeekNo) return clash('BYDAY', 'weekdays are not counted beside `BYWEEKNO`');
  }
  const others = Object.keys(rule).some((key) => key.startsWith('by') && key !== 'bySetPos');
  return rule.bySetPos && !others
    ? clash('BYSETPOS', '`BYSETPOS` chooses among what another `BY…` part gives')
    : undefined;
}
