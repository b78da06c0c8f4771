/** When the freezes of an environment hold in a period, whoever they let through. */
import { isUnknown } from '../../plan/value.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { upcoming } from '../../runtime/core/upcoming.ts';
import type { Judge } from '../judge.ts';

/** Milliseconds since the epoch, within the period. */
export interface FrozenTime {
  readonly freeze: string;
  readonly from: number;
  readonly until: number;
}

/** Of one freeze: every hour of half a year. */
const MOST = 5000;

export function frozenBetween(
  { schedule }: Judge,
  environment: string | undefined,
  from: number,
  until: number,
): readonly FrozenTime[] {
  return schedule.flatMap(({ freeze, timetable }) => {
    if (!isFor(freeze, environment) || isUnknown(timetable)) return [];
    const periods = upcoming(timetable, from, MOST);
    return isUnknown(periods)
      ? []
      : periods
          .filter((period) => period.from < until)
          .map((period) => ({
            freeze: freeze.name,
            from: period.from,
            until: Math.min(period.until ?? until, until),
          }));
  });
}
