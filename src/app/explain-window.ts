/** What `explain` says of freezes and limits beside their conditions: when they hold, and what time changes. */
import type { RuleResult } from '../plan/decision.ts';
import { formatInstant } from '../plan/units.ts';
import { isUnknown } from '../plan/value.ts';
import type { Freeze, Limit } from '../plan/window.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { localText } from '../runtime/core/local-text.ts';
import { type Period, timetableOf } from '../runtime/core/time/index.ts';
import { upcoming } from '../runtime/core/upcoming.ts';
import { whyNotTrue } from '../analysis/why-not.ts';
import { windowText } from '../runtime/core/window-text.ts';
import type { World } from '../runtime/engine/world.ts';
import type { ExplainedTimes } from './report.ts';

const mostComing = 3;

/** None where the freeze's times are unknown, of which its reasons tell. */
export async function timesOf(freeze: Freeze, world: World, at: number): Promise<ExplainedTimes> {
  const timetable = timetableOf(freeze, await world.calendars([freeze]));
  const coming = isUnknown(timetable) ? timetable : upcoming(timetable, at, mostComing);
  return {
    window: windowText(freeze),
    coming: isUnknown(coming)
      ? []
      : coming.map((period) => ({ ...period, text: periodText(period, freeze.timezone, at) })),
  };
}

function periodText({ from, until }: Period, timezone: string, at: number): string {
  const start = from === at ? 'now' : localText(from, timezone, at);
  return until === undefined
    ? `${start}, with no end that is foreseen`
    : `${start} until ${localText(until, timezone, at)}`;
}

/** What would let it pass, an alternative each: time alone, or the exemption. */
export function whyNotNow(
  { kind, until }: RuleResult,
  { except, location }: Freeze | Limit,
  evidence: Evidence | undefined,
): readonly string[] {
  const exempt = except && evidence && whyNotTrue(except, location.file, evidence)?.changes;
  const happens = kind === 'freeze' ? 'it lifts by itself' : 'the next is admitted';
  const alternatives = [
    ...(until === undefined
      ? []
      : [`it is ${formatInstant(Math.ceil(until / 1000) * 1000)}: then ${happens}`]),
    ...(exempt && exempt.length > 0 ? [exempt.join(' and ')] : []),
  ];
  return alternatives.map((text, index) => (index === 0 ? text : `or ${text}`));
}
