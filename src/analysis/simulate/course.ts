/** What became of one rollout, as it can be drawn: weights, checks against their limits. */
import { audienceNames } from '../../plan/assignment.ts';
import { truthName } from '../../plan/kleene.ts';
import type { Condition } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { Type } from '../../plan/type.ts';
import { evaluate } from '../../runtime/core/evaluate.ts';
import { explainCondition } from '../../runtime/core/explain.ts';
import { truthOfSkeleton } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import type { Phase } from '../../runtime/core/rollout/record.ts';
import type { Look } from '../play/play.ts';

export interface Course {
  readonly rollout: string;
  /** Milliseconds since the epoch, here and below. */
  readonly from: number;
  readonly until: number;
  readonly phase: Phase;
  /** What it waits for where it has not come to its end. */
  readonly waits: readonly string[];
  /** When it had completed, also where it went back after that. */
  readonly completedAt?: number;
  /** Names; where there are any, a weight is a `Position` among them. */
  readonly audiences?: readonly string[];
  /** Percent. */
  readonly maxWeight: number;
  readonly weights: readonly { readonly at: number; readonly weight: number }[];
  readonly events: readonly { readonly at: number; readonly type: string; readonly why: string }[];
  readonly checks: readonly CheckSeries[];
}

/** One condition as it was observed. */
export interface CheckSeries {
  readonly condition: string;
  /** Required to be true, or to be false: what takes the rollout back. */
  readonly wants: boolean;
  /** Of the values. */
  readonly type: Type;
  readonly points: readonly CheckPoint[];
}

export interface CheckPoint {
  readonly at: number;
  readonly verdict: ReturnType<typeof truthName>;
  /** Of one comparison of numbers, where they are known. */
  readonly value?: number;
  readonly limit?: number;
}

export function courseOf(rollout: Rollout, looks: Iterable<Look>): Course | undefined {
  const weights: { at: number; weight: number }[] = [];
  const events: Course['events'][number][] = [];
  const series = new Map<Condition, OpenSeries>();
  let completedAt: number | undefined;
  let first: Look | undefined;
  let last: Look | undefined;
  for (const look of looks) {
    first ??= look;
    last = look;
    const { at, record } = look;
    if (weights.at(-1)?.weight !== record.weight) weights.push({ at, weight: record.weight });
    if (record.phase === 'completed') completedAt ??= at;
    for (const { type, why } of look.events)
      if (type !== 'checks.observed' && type !== 'shift.intended') events.push({ at, type, why });
    for (const condition of look.checks ? judgedBy(rollout, record.stage) : [])
      observe(series, condition, look);
  }
  if (!first || !last) return undefined;
  const audiences = audienceNames(rollout.assignment);
  return {
    rollout: rollout.name,
    from: first.at,
    until: last.at,
    phase: last.record.phase,
    waits: last.record.waits.map(({ why }) => why),
    ...(completedAt !== undefined && { completedAt }),
    ...(audiences && { audiences }),
    maxWeight: Math.max(...weights.map(({ weight }) => weight)),
    weights,
    events,
    checks: [...series.values()],
  };
}

/** What was seen of it until then, when the next release took its place. */
export function cutAt(course: Course, until: number): Course {
  if (course.until <= until) return course;
  const before = <T extends { readonly at: number }>(all: readonly T[]): readonly T[] =>
    all.filter(({ at }) => at < until);
  return {
    ...course,
    until,
    phase: 'completed',
    waits: [],
    weights: before(course.weights),
    events: before(course.events),
    checks: course.checks.map((series) => ({ ...series, points: before(series.points) })),
  };
}

type OpenSeries = Omit<CheckSeries, 'points'> & { readonly points: CheckPoint[] };

function judgedBy({ stages, rollback }: Rollout, stage: number): readonly Condition[] {
  return [...(stages[stage]?.checks?.require ?? []), ...(rollback.when ? [rollback.when] : [])];
}

function observe(
  series: Map<Condition, OpenSeries>,
  condition: Condition,
  { at, sight: { evidence, rollout } }: Look,
): void {
  const known = series.get(condition);
  const own = known ?? {
    condition: explainCondition(condition, rollout.location.file, evidence).text,
    wants: condition !== rollout.rollback.when,
    type: sidesOf(condition, evidence)?.left.type ?? 'boolean',
    points: [],
  };
  if (!known) series.set(condition, own);
  const truth = truthOfSkeleton(condition.skeleton, (leaf) => evidence.judgement.leaves.at(leaf));
  own.points.push({ at, verdict: truthName(truth), ...numbersOf(condition, evidence) });
}

function sidesOf({ skeleton }: Condition, { plan }: Evidence) {
  const term = 'leaf' in skeleton ? plan.leaves[skeleton.leaf]?.term : undefined;
  return term?.op === 'compare' ? term : undefined;
}

function numbersOf(condition: Condition, evidence: Evidence): Pick<CheckPoint, 'value' | 'limit'> {
  const sides = sidesOf(condition, evidence);
  if (!sides) return {};
  const value = evaluate(sides.left, evidence.facts);
  const limit = evaluate(sides.right, evidence.facts);
  return {
    ...(typeof value === 'number' && { value }),
    ...(typeof limit === 'number' && { limit }),
  };
}
