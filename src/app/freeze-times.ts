/** When a freeze holds, as far as its policy alone says: for editors, which read no calendars. */
import { isUnknown } from '../plan/value.ts';
import type { Freeze } from '../plan/window.ts';
import { localText } from '../runtime/core/local-text.ts';
import { ownCalendars } from '../runtime/core/own-calendars.ts';
import { timetableOf } from '../runtime/core/time/index.ts';
import { windowText } from '../runtime/core/window-text.ts';

export { windowText };

/** `next: Fri 27 Nov 00:00 New York`, `until Tue 1 Dec 00:00 New York`; undefined where nothing is foreseen. */
export function nextFreezeText(freeze: Freeze, now: number): string | undefined {
  const timetable = timetableOf(freeze, ownCalendars);
  const standing = isUnknown(timetable) ? timetable : timetable.at(now);
  if (isUnknown(standing)) return undefined;
  if (standing.frozen)
    return standing.until === undefined
      ? 'frozen'
      : `until ${localText(standing.until, freeze.timezone, now)}`;
  return standing.next && `next: ${localText(standing.next.from, freeze.timezone, now)}`;
}
