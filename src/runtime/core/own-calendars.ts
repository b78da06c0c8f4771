import { readRecurrence } from '../../plan/recurrence.ts';
import { unknown } from '../../plan/value.ts';
import { type Calendars, noCalendars } from './time/calendars.ts';
import { localTime } from './time/index.ts';
import { occurrencesOf } from './time/recurrence.ts';

/** What a policy says by itself: recurrences, and nothing from outside. For editors, and for browsers. */
export const ownCalendars: Calendars = {
  ...noCalendars,
  occurrences(text, start, range) {
    const reading = readRecurrence(text);
    return 'value' in reading
      ? occurrencesOf(reading.value, localTime(start), range)
      : unknown(reading.problem.wrong);
  },
};
