/** The verdict of a limit about a start. */
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { formatDuration, formatDurationLiteral, formatInstant } from '../../plan/units.ts';
import type { Limit, Rate } from '../../plan/window.ts';
import type { RuleFinding } from './finding.ts';

/** What is left of one rate; `next`: when the next start is admitted, where nothing is. */
export interface RateState extends Rate {
  readonly left: number;
  readonly next?: number;
}

/** The release's values of the fields that the limit counts apart; unknown where one of them is, which is named. */
export function scopeOf(
  { by }: Limit,
  field: (name: string) => Known<string>,
): Known<ReadonlyMap<string, string>> {
  const scope = new Map<string, string>();
  for (const name of by) {
    const value = field(name);
    if (isUnknown(value)) return unknown(`it counts by \`${name}\`, which is unknown: ${value.reason}`);
    scope.set(name, value);
  }
  return scope;
}

/** A limit that is asked. Where it is not known what is left, nothing is. */
export function judgeLimit(
  { location }: Limit,
  rates: Known<readonly RateState[]>,
  now: number,
): RuleFinding {
  const { span } = location;
  if (isUnknown(rates))
    return {
      verdict: 'fail',
      reasons: [{ text: `what is left is unknown: ${rates.reason}`, span }],
      warnings: [],
    };
  const left = rates.map(({ count, per, left }) => ({ count, per, left }));
  const used = rates.filter((rate) => rate.left <= 0);
  if (used.length === 0) return { verdict: 'pass', reasons: [], warnings: [], left };
  const until = Math.max(...used.map(({ next }) => wholeSecond(next ?? Number.POSITIVE_INFINITY)));
  return {
    verdict: 'fail',
    reasons: used.map((rate) => ({ text: usedText(rate, now), span })),
    warnings: [],
    left,
    ...(Number.isFinite(until) && { until }),
  };
}

/** `3 per 1h` */
export function rateText({ count, per }: Rate): string {
  return `${count} per ${formatDurationLiteral(per)}`;
}

/** `3 per 1h is used up; the next is admitted 2026-11-27T12:13:00Z (in 12 min)` */
function usedText(rate: RateState, now: number): string {
  const used = `${rateText(rate)} is used up`;
  if (rate.next === undefined) return used;
  const left = formatDuration(Math.max(0, rate.next - now));
  return `${used}; the next is admitted ${formatInstant(wholeSecond(rate.next))} (in ${left})`;
}

/** The first from the instant on. */
function wholeSecond(instant: number): number {
  return Math.ceil(instant / 1000) * 1000;
}
