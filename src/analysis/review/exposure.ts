/** How fast the traffic of a rollout can rise at the best, and what a change of it exposes. */
import type { Rollout } from '../../plan/rollout.ts';
import { timelineOf } from '../../runtime/core/rollout/timeline.ts';
import { type ReviewVerdict, verdictOf } from './verdict.ts';

/** Weights by the time since the start at which they can be reached, rising. */
export type Exposure = readonly { readonly after: number; readonly weight: number }[];

/** When each weight can be reached at the earliest: every check passes, everybody agrees, nothing is frozen. */
export function exposureOf(rollout: Rollout): Exposure {
  return timelineOf(rollout, 0, () => ({})).flatMap(({ weight, earliestStart }) =>
    earliestStart === undefined ? [] : [{ after: earliestStart, weight }],
  );
}

function weightAt(exposure: Exposure, time: number): number {
  return exposure.reduce((weight, step) => (step.after <= time ? step.weight : weight), 0);
}

export interface ExposureChange {
  readonly verdict: ReviewVerdict;
  /** Milliseconds after the start where the two are furthest apart, and the percent of each there. */
  readonly at: number;
  readonly was: number;
  readonly is: number;
  /** Milliseconds to the last stage; absent where it is never reached. */
  readonly wholeWas?: number;
  readonly wholeIs?: number;
}

/** Where HEAD can expose more than BASE, or less; times are milliseconds, weights percent. */
export function compareExposure(base: Exposure, head: Exposure): ExposureChange {
  const times = [...new Set([...base, ...head].map(({ after }) => after))].toSorted((a, b) => a - b);
  const points = times.map((at) => ({ at, was: weightAt(base, at), is: weightAt(head, at) }));
  const loosens = points.some(({ was, is }) => is > was);
  const tightens = points.some(({ was, is }) => is < was);
  // What rises is told before what falls.
  const gap = ({ was, is }: (typeof points)[number]): number => (loosens ? is - was : was - is);
  const furthest = points.reduce((a, b) => (gap(b) > gap(a) ? b : a), points[0] ?? { at: 0, was: 0, is: 0 });
  const [wholeWas, wholeIs] = [base.at(-1)?.after, head.at(-1)?.after];
  return {
    verdict: verdictOf(loosens, tightens),
    ...furthest,
    ...(wholeWas !== undefined && { wholeWas }),
    ...(wholeIs !== undefined && { wholeIs }),
  };
}
