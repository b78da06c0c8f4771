/** From a window as it is written to the plan's. */
import type { Window as WrittenWindow } from '../../parser/tree.ts';
import type { Spanned } from '../../plan/span.ts';
import type { DayRange, LocalTime, Weekday, Window } from '../../plan/window.ts';
import type { CompileContext } from '../context.ts';
import { reportRepeated } from '../names.ts';
import { formOfWindow, type WindowOwner } from './form.ts';
import { checkRecurrence } from './recurrence.ts';
import { checkRegion } from './region.ts';

/** Undefined, and reported, when it is not one window. */
export function compileWindow(
  context: CompileContext,
  written: WrittenWindow,
  owner: WindowOwner,
): Window | undefined {
  switch (formOfWindow(context, written, owner)) {
    case 'absolute':
      return absolute(context, written);
    case 'weekly':
      return weekly(context, written);
    case 'recurring':
      return recurring(context, written);
    case 'holidays':
      return holidays(context, written);
    case 'calendar':
      return calendar(context, written);
    case 'outside':
      return outside(context, written);
    case undefined:
      return undefined;
  }
}

function absolute({ sink }: CompileContext, { from, until }: WrittenWindow): Window | undefined {
  if (!from || !until) return undefined;
  const window = { kind: 'absolute', from: localTime(from), until: localTime(until) } as const;
  if (window.until <= window.from)
    sink.report('SEN1508', '`until` is not after `from`', until.span, {
      help: `write a time after \`${from.value}\``,
    });
  return window;
}

const weekdays: Readonly<Record<string, readonly Weekday[]>> = {
  mon: [1],
  tue: [2],
  wed: [3],
  thu: [4],
  fri: [5],
  sat: [6],
  sun: [7],
  day: [1, 2, 3, 4, 5, 6, 7],
  weekday: [1, 2, 3, 4, 5],
};

function weekly(context: CompileContext, { every = [], between }: WrittenWindow): Window {
  reportRepeated(context, 'day', every);
  const days = new Set(every.flatMap(({ value }) => weekdays[value] ?? []));
  return {
    kind: 'weekly',
    days: [...days].toSorted((a, b) => a - b),
    ...(between && { between: dayRange(between.value) }),
  };
}

function recurring(context: CompileContext, { rrule, start, duration }: WrittenWindow): Window | undefined {
  if (!rrule || !start || !duration) return undefined;
  checkRecurrence(context, rrule);
  if (duration.value === 0)
    context.sink.report('SEN1508', 'a freeze cannot last no time', duration.span, {
      help: 'write a duration above zero',
    });
  return { kind: 'recurring', rule: rrule.value, start: localTime(start), duration: duration.value };
}

function holidays(context: CompileContext, { holidays: region }: WrittenWindow): Window | undefined {
  if (!region) return undefined;
  checkRegion(context, region);
  return { kind: 'holidays', region: region.value };
}

function calendar({ sink }: CompileContext, { calendar: source, maxAge }: WrittenWindow): Window | undefined {
  if (!source) return undefined;
  if (maxAge?.value === 0)
    sink.report('SEN1508', 'every calendar is older than `0s`', maxAge.span, {
      help: 'say how old it may be: `max_age: 24h`',
    });
  return { kind: 'calendar', source: source.value, ...(maxAge && { maxAge: maxAge.value }) };
}

function outside(context: CompileContext, { outside: open = [] }: WrittenWindow): Window {
  return {
    kind: 'outside',
    open: open.flatMap((window) => {
      const owner = { name: 'this open time', span: window.span, two: 'two windows' };
      return compileWindow(context, window, owner) ?? [];
    }),
  };
}

/** One spelling for each time: a date alone is midnight, and seconds are written where there are some. */
function localTime({ value }: Spanned<string>): LocalTime {
  return value.includes('T') ? value.replace(/(:\d{2}):00$/u, '$1') : `${value}T00:00`;
}

/** Of `22:00-06:00`. */
function dayRange(text: string): DayRange {
  const [from = 0, until = 0] = text.split('-').map((time) => {
    const [hours, minutes] = time.split(':').map(Number) as [number, number];
    return hours * 60 + minutes;
  });
  return { from, until };
}
