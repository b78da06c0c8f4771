/** Calendars as texts, and what freezes read of them. */
import type { Freeze, Window } from '../../src/plan/window.ts';
import { isUnknown, type Known } from '../../src/plan/value.ts';
import { loadCalendars } from '../../src/runtime/calendars/index.ts';
import type { SourceOptions } from '../../src/runtime/calendars/source.ts';
import type { Calendars, Span } from '../../src/runtime/core/time/index.ts';
import { temporaryFolder } from './folder.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A calendar of these lines, as files of calendars are written. */
export function calendarText(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

/** An event of these lines. */
export function eventLines(...lines: readonly string[]): readonly string[] {
  return ['BEGIN:VEVENT', 'UID:one@example', ...lines, 'END:VEVENT'];
}

export function freezeOf(window: Window, timezone = 'Europe/Berlin'): Freeze {
  return {
    name: 'closed',
    mode: 'enforce',
    window,
    timezone,
    blocks: ['start', 'promote'],
    inFlight: 'pause',
    location: { file: 'sentinel.yaml', span: [0, 0] },
  };
}

export async function load(window: Window, options: Partial<SourceOptions> = {}): Promise<Calendars> {
  return loadCalendars([freezeOf(window)], {
    root: '/',
    clock: new VirtualClock(),
    signal: AbortSignal.timeout(20_000),
    offline: false,
    ...options,
  });
}

/** 2026 and the first days after it. */
export const year: Span = [Date.UTC(2026, 0), Date.UTC(2027, 0, 3)];

/** When the events of a text happen within the range, or why that is not known. */
export async function happenings(
  text: string,
  {
    timezone = 'Europe/Berlin',
    range = year,
    sense = 'closed',
  }: { timezone?: string; range?: Span; sense?: 'closed' | 'open' } = {},
): Promise<readonly string[] | string> {
  const root = await temporaryFolder({ 'freezes.ics': text });
  const calendars = await load({ kind: 'calendar', source: 'freezes.ics' }, { root });
  return shown(calendars.calendar('freezes.ics', timezone, range, sense));
}

/** `2026-11-27T00:00Z/2026-11-28T00:00Z`, or the reason why it is unknown. */
export function shown(spans: Known<readonly Span[]>): readonly string[] | string {
  if (isUnknown(spans)) return spans.reason;
  const text = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');
  return spans.map(([start, end]) => `${text(start)}/${text(end)}`);
}
