/** A freeze's window in words. */
import { clockText } from '../../plan/clock-text.ts';
import { formatDuration } from '../../plan/units.ts';
import type { DayRange, Freeze, LocalTime, Weekday, Window } from '../../plan/window.ts';
import { localTime } from './time/expand.ts';

/** `every Sat and Sun, on the clocks of America/New_York` */
export function windowText({ window, timezone }: Pick<Freeze, 'window' | 'timezone'>): string {
  return `${textOf(window)}, on the clocks of ${timezone}`;
}

function textOf(window: Window): string {
  switch (window.kind) {
    case 'absolute':
      return `from ${timeText(window.from)} until ${timeText(window.until)}`;
    case 'weekly':
      return `${daysText(window.days)}${window.between ? rangeText(window.between) : ''}`;
    case 'recurring':
      return `${formatDuration(window.duration)} from each time of ${window.rule}, which begins ${timeText(window.start)}`;
    case 'holidays':
      return `on public holidays of ${window.region}`;
    case 'calendar': {
      const age = window.maxAge === undefined ? '' : `, read ${formatDuration(window.maxAge)} ago at most`;
      return `during the events of ${sourceText(window.source)}${age}`;
    }
    case 'outside':
      return `whenever none of these is open: ${window.open.map(textOf).join('; ')}`;
  }
}

/** Of an address only its host: the path may hold a token. */
function sourceText(source: string): string {
  return URL.parse(source)?.host ?? source;
}

/** With its year: it stands in no other context. */
function timeText(time: LocalTime): string {
  return clockText(localTime(time), Number.NaN);
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function daysText(days: readonly Weekday[]): string {
  if (days.length === 7) return 'every day';
  const named = days.map((day) => names[day - 1] ?? '');
  const last = named.at(-1) ?? '';
  return `every ${named.length === 1 ? last : `${named.slice(0, -1).join(', ')} and ${last}`}`;
}

function rangeText({ from, until }: DayRange): string {
  const next = until <= from ? ' of the next day' : '';
  return ` from ${minuteText(from)} until ${minuteText(until)}${next}`;
}

function minuteText(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
