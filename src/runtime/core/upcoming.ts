import { isUnknown, type Known } from '../../plan/value.ts';
import type { Period, Timetable } from './time/index.ts';

/** The first `most` times from `at` on; one that goes on already begins with `at`. */
export function upcoming(timetable: Timetable, at: number, most: number): Known<readonly Period[]> {
  const found: Period[] = [];
  for (let instant: number | undefined = at; instant !== undefined && found.length < most;) {
    const standing = timetable.at(instant);
    if (isUnknown(standing)) return standing;
    const period: Period | undefined = standing.frozen
      ? { from: instant, ...endOf(standing) }
      : standing.next;
    if (!period) break;
    found.push(period);
    instant = period.until;
  }
  return found;
}

function endOf({ until }: { readonly until?: number }): Pick<Period, 'until'> {
  return until === undefined ? {} : { until };
}
