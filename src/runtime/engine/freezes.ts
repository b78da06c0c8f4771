import { isUnknown } from '../../plan/value.ts';
import type { Freeze } from '../../plan/window.ts';
import type { RuleFinding } from '../core/finding.ts';
import { judgeFreeze } from '../core/freeze.ts';
import { type Timetable, timetableOf } from '../core/time/index.ts';
import type { World } from './world.ts';

export interface FreezeStanding {
  readonly freeze: Freeze;
  readonly finding: RuleFinding;
  /** Absent where its times are not known. */
  readonly timetable?: Timetable;
  /** When it begins the next time, where it is not frozen now. */
  readonly next?: number;
}

/** How it stands with freezes that are asked, before anything is exempt. */
export async function standingsOf(
  freezes: readonly Freeze[],
  world: World,
  at: number,
): Promise<readonly FreezeStanding[]> {
  if (freezes.length === 0) return [];
  const calendars = await world.calendars(freezes);
  return freezes.map((freeze) => {
    const timetable = timetableOf(freeze, calendars);
    const standing = isUnknown(timetable) ? timetable : timetable.at(at);
    const finding = judgeFreeze(freeze, standing, at);
    if (isUnknown(timetable) || isUnknown(standing)) return { freeze, finding };
    const next = standing.frozen ? undefined : standing.next?.from;
    return { freeze, finding, timetable, ...(next !== undefined && { next }) };
  });
}
