/**
 * When a rule of RFC 5545 occurs. Everything is wall-clock time: milliseconds since 1970-01-01T00:00 as if there were no
 * zones. A rule is played period by period (year, month, … second), and only those near the asked range are, unless it
 * counts its occurrences; the work is bounded, so that no rule can keep a run busy.
 */
import type { Frequency, Recurrence, RuleDay } from '../../../plan/recurrence.ts';
import { type Known, unknown } from '../../../plan/value.ts';
import type { LocalSpan } from './calendars.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Days and times that may still be looked at; several rules can share it. */
export interface Work {
  left: number;
}

/** Hourly for 20 years is within it. */
const MOST_WORK = 400_000;

class TooMuch extends Error {}

/** From the range's start on and before its end, sorted; `start` is where the rule begins and what it leaves open. */
export function occurrencesOf(
  rule: Recurrence,
  start: number,
  range: LocalSpan,
  work: Work = { left: MOST_WORK },
): Known<readonly number[]> {
  try {
    return collect(rule, start, range, work);
  } catch (error) {
    if (error instanceof TooMuch) return unknown('the rule recurs too often to be played');
    throw error;
  }
}

function collect(rule: Recurrence, start: number, [from, to]: LocalSpan, work: Work): readonly number[] {
  const found: number[] = [];
  const last = Math.min(to - 1, rule.until?.wall ?? Number.POSITIVE_INFINITY);
  const steps = new Steps(rule, start);
  let counted = 0;
  // Counting has to begin where the rule does.
  for (let k = rule.count === undefined ? steps.indexBefore(Math.max(from, start)) : 0; ; k++) {
    const period = steps.at(k);
    if (period > last) return found;
    work.left -= 1;
    for (const time of timesIn(rule, start, period, work)) {
      if (time < start) continue;
      if (time > last || (rule.count !== undefined && counted >= rule.count)) return found;
      counted += 1;
      if (time >= from) found.push(time);
    }
    if (work.left < 0) throw new TooMuch();
  }
}

/** The beginnings of the periods that a rule plays, every `interval`-th. */
class Steps {
  readonly #frequency: Frequency;
  readonly #interval: number;
  /** The beginning of the first period; months from 0000-01 where those are counted. */
  readonly #first: number;

  constructor({ frequency, interval, weekStart }: Recurrence, start: number) {
    this.#frequency = frequency;
    this.#interval = interval;
    const date = new Date(start);
    const dayStart = floorTo(start, DAY);
    if (frequency === 'YEARLY') this.#first = date.getUTCFullYear() * 12;
    else if (frequency === 'MONTHLY') this.#first = date.getUTCFullYear() * 12 + date.getUTCMonth();
    else if (frequency === 'WEEKLY') this.#first = dayStart - ((weekdayOf(start) - weekStart + 7) % 7) * DAY;
    else this.#first = floorTo(start, lengths[frequency]);
  }

  at(k: number): number {
    if (this.#frequency === 'YEARLY') return monthStart(this.#first + k * this.#interval * 12);
    if (this.#frequency === 'MONTHLY') return monthStart(this.#first + k * this.#interval);
    return this.#first + k * this.#interval * lengths[this.#frequency];
  }

  /** Of the last period that begins at or before `time`, or of the first. */
  indexBefore(time: number): number {
    const date = new Date(time);
    const months = date.getUTCFullYear() * 12 + date.getUTCMonth() - this.#first;
    const passed =
      this.#frequency === 'YEARLY'
        ? months / 12
        : this.#frequency === 'MONTHLY'
          ? months
          : (time - this.#first) / lengths[this.#frequency];
    return Math.max(0, Math.floor(passed / this.#interval));
  }
}

const lengths: Readonly<Record<Exclude<Frequency, 'MONTHLY' | 'YEARLY'>, number>> = {
  SECONDLY: SECOND,
  MINUTELY: MINUTE,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
};

/** The occurrences within one period, sorted. */
function timesIn(rule: Recurrence, start: number, period: number, work: Work): readonly number[] {
  const times: number[] = [];
  const clock = clockTimes(rule, start, period);
  if (clock.length > 0)
    for (const day of daysIn(rule, period)) {
      work.left -= 1;
      if (!dayFits(rule, start, day)) continue;
      work.left -= clock.length;
      if (work.left < 0) throw new TooMuch();
      for (const time of clock) times.push(day + time);
    }
  const { bySetPos } = rule;
  if (!bySetPos) return times;
  const chosen = new Set(bySetPos.map((n) => (n > 0 ? n - 1 : times.length + n)));
  return times.filter((_, index) => chosen.has(index));
}

function* daysIn({ frequency }: Recurrence, period: number): Generator<number> {
  const first = floorTo(period, DAY);
  const date = new Date(first);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
  const end =
    frequency === 'YEARLY'
      ? monthStart(months + 12)
      : frequency === 'MONTHLY'
        ? monthStart(months + 1)
        : first + (frequency === 'WEEKLY' ? 7 * DAY : DAY);
  for (let day = first; day < end; day += DAY) yield day;
}

/** Times of the day, sorted: those that the rule gives, the start's where it gives none; a short period has its own. */
function clockTimes(rule: Recurrence, start: number, period: number): readonly number[] {
  const rank = ['SECONDLY', 'MINUTELY', 'HOURLY'].indexOf(rule.frequency);
  const choose = (by: readonly number[] | undefined, unit: number, most: number, own: boolean) => {
    const of = (time: number) => Math.floor(time / unit) % most;
    const fixed = of(own ? floorMod(period, DAY) : floorMod(start, DAY));
    if (!by) return [fixed];
    return own ? by.filter((value) => value === fixed) : [...new Set(by)].toSorted((a, b) => a - b);
  };
  const hours = choose(rule.byHour, HOUR, 24, rank >= 0);
  const minutes = choose(rule.byMinute, MINUTE, 60, rank === 0 || rank === 1);
  const seconds = choose(rule.bySecond, SECOND, 60, rank === 0);
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * HOUR + minute * MINUTE + second * SECOND)),
  );
}

/** What the rule says of days holds for this one; what it leaves open is as on the day of its start. */
function dayFits(rule: Recurrence, start: number, day: number): boolean {
  const { frequency, byMonth, byMonthDay, byYearDay, byWeekNo, byDay } = rule;
  const date = new Date(day);
  const began = new Date(start);
  const month = date.getUTCMonth() + 1;
  const monthDay = date.getUTCDate();
  const open = !byDay && !byMonthDay && !byYearDay;
  if (byMonth && !byMonth.includes(month)) return false;
  if (byMonthDay && !countsTo(byMonthDay, monthDay, daysInMonth(date))) return false;
  if (byYearDay && !countsTo(byYearDay, dayOfYear(date), daysInYear(date))) return false;
  if (byWeekNo && !weekFits(byWeekNo, rule.weekStart, day)) return false;
  if (byDay && !byDay.some((one) => weekdayFits(one, rule, date))) return false;
  if (!open) return true;
  if (frequency === 'WEEKLY' || byWeekNo) return weekdayOf(day) === weekdayOf(start);
  if (frequency === 'YEARLY' && !byMonth && month !== began.getUTCMonth() + 1) return false;
  return !(frequency === 'YEARLY' || frequency === 'MONTHLY') || monthDay === began.getUTCDate();
}

/** Some of the numbers is `n`, counted from 1, or from the end of `length`. */
function countsTo(numbers: readonly number[], n: number, length: number): boolean {
  return numbers.some((number) => number === n || number === n - length - 1);
}

function weekdayFits({ day, nth }: RuleDay, { frequency, byMonth }: Recurrence, date: Date): boolean {
  if (weekdayOf(date.getTime()) !== day) return false;
  if (nth === undefined) return true;
  const ofYear = frequency === 'YEARLY' && !byMonth;
  const [n, length] = ofYear ? [dayOfYear(date), daysInYear(date)] : [date.getUTCDate(), daysInMonth(date)];
  return nth === (nth > 0 ? Math.ceil(n / 7) : -Math.ceil((length - n + 1) / 7));
}

/** A week belongs to the year that has most of its days, so the first days of January may lie in the last week. */
function weekFits(numbers: readonly number[], weekStart: number, day: number): boolean {
  const first = day - ((weekdayOf(day) - weekStart + 7) % 7) * DAY;
  const middle = new Date(first + 3 * DAY);
  const n = dayOfYear(middle);
  const week = Math.ceil(n / 7);
  return countsTo(numbers, week, week + Math.floor((daysInYear(middle) - n) / 7));
}

function weekdayOf(time: number): number {
  return new Date(time).getUTCDay() || 7;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / DAY) + 1;
}

function daysInYear(date: Date): number {
  return (Date.UTC(date.getUTCFullYear() + 1, 0) - Date.UTC(date.getUTCFullYear(), 0)) / DAY;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** Of a month that is counted from the year 0. */
function monthStart(months: number): number {
  return Date.UTC(Math.floor(months / 12), floorMod(months, 12));
}

function floorTo(time: number, unit: number): number {
  return Math.floor(time / unit) * unit;
}

function floorMod(a: number, b: number): number {
  return ((a % b) + b) % b;
}
