/** When the next release may start, as far as freezes go. */
import type { NextFree } from '../../plan/decision.ts';
import { isUnknown } from '../../plan/value.ts';
import { comingText } from './local-text.ts';
import { nextFree, type Timetable } from './time/index.ts';

/** A freeze that stops starts, with its times. */
export interface TimedFreeze {
  readonly timezone: string;
  readonly timetable: Timetable;
}

/** `[from, until)`, milliseconds since the epoch. */
interface Stop {
  readonly from: number;
  readonly until: number;
}

/** The first instant from `at` on that neither a freeze nor a stop made by hand covers; undefined where none is foreseen. */
export function nextFreeSlot(
  freezes: readonly TimedFreeze[],
  stops: readonly Stop[],
  at: number,
): NextFree | undefined {
  const timetables = freezes.map(({ timetable }) => timetable);
  let from = at;
  for (;;) {
    const free = nextFree(timetables, from);
    if (isUnknown(free) || !free) return undefined;
    const stop = stops.find((one) => one.from <= free.from && free.from < one.until);
    if (!stop) return { at: free.from, text: comingText(free.from, clocksOf(freezes, free.from), at) };
    from = stop.until;
  }
}

/** The zone of the freeze that lifts then; of a stop made by hand, UTC. */
function clocksOf(freezes: readonly TimedFreeze[], instant: number): string {
  const lifting = freezes.find(({ timetable }) => {
    const standing = timetable.at(instant - 1);
    return !isUnknown(standing) && standing.frozen && standing.until === instant;
  });
  return lifting?.timezone ?? 'UTC';
}
