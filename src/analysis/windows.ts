/** Freezes and limits at an instant, when the starts before it are given. */
import type { NextFree } from '../plan/decision.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { isUnknown, type Known } from '../plan/value.ts';
import type { Freeze, Limit, Rate } from '../plan/window.ts';
import { whySkipped } from '../runtime/core/applies.ts';
import { truthOfSkeleton } from '../runtime/core/condition.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { exemptionOf, type Excepting, withExemption } from '../runtime/core/exemption.ts';
import type { RuleFinding } from '../runtime/core/finding.ts';
import { judgeFreeze, whyFreezeSkipped } from '../runtime/core/freeze.ts';
import { judgeLimit, type RateState, scopeOf } from '../runtime/core/limit.ts';
import { nextFreeSlot } from '../runtime/core/next-free.ts';
import type { Calendars } from '../runtime/core/time/calendars.ts';
import { type Timetable, timetableOf } from '../runtime/core/time/index.ts';

export interface Windows {
  readonly freezes: ReadonlyMap<string, RuleFinding>;
  readonly limits: ReadonlyMap<string, RuleFinding>;
  /** Where an enforced freeze stops the start. */
  readonly nextFree?: NextFree;
}

/** A freeze with its times, which are expanded once for many instants. */
export interface ScheduledFreeze {
  readonly freeze: Freeze;
  readonly timetable: Known<Timetable>;
}

/** Freezes with their timetables, read once for many judgements. */
export function scheduled({ freezes }: EvaluationPlan, calendars: Calendars): readonly ScheduledFreeze[] {
  return freezes.map((freeze) => ({ freeze, timetable: timetableOf(freeze, calendars) }));
}

/** What there is to know beside the conditions. */
export interface WindowSituation {
  readonly environment: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By the name of a field. */
  readonly release: (field: string) => Known<string>;
  /** Instants of earlier starts of the scope that the limit counts. */
  readonly starts: (limit: Limit) => readonly number[];
}

/** By what the conditions of a rule are judged: whether it is asked, and whether it lets something through all the same. */
type Judging = Readonly<Record<'when' | 'except', Evidence>>;

export function judgeWindows(
  { limits }: EvaluationPlan,
  schedule: readonly ScheduledFreeze[],
  situation: WindowSituation,
  evidence: Judging,
): Windows {
  const freezes = new Map(
    schedule.map((one) => [one.freeze.name, freezeFinding(one, situation, evidence)] as const),
  );
  const nextFree = nextFreeOf(schedule, freezes, situation.at);
  return {
    freezes,
    limits: new Map(limits.map((limit) => [limit.name, limitFinding(limit, situation, evidence)] as const)),
    ...(nextFree && { nextFree }),
  };
}

function freezeFinding(
  { freeze, timetable }: ScheduledFreeze,
  { environment, at }: WindowSituation,
  { when, except }: Judging,
): RuleFinding {
  const reason = whyFreezeSkipped(freeze, environment, when);
  if (reason) return skipped(reason);
  const standing = isUnknown(timetable) ? timetable : timetable.at(at);
  return exempted(freeze, judgeFreeze(freeze, standing, at), except);
}

function limitFinding(
  limit: Limit,
  { environment, at, release, starts }: WindowSituation,
  { when, except }: Judging,
): RuleFinding {
  const reason = whySkipped(limit, environment, when);
  if (reason) return skipped(reason);
  const scope = scopeOf(limit, release);
  const rates = isUnknown(scope) ? scope : limit.atMost.map((rate) => rateAt(rate, starts(limit), at));
  return exempted(limit, judgeLimit(limit, rates, at), except);
}

/** Of the starts in (at − per, at]; the next is admitted when so many of them have left that one has room. */
function rateAt({ count, per }: Rate, starts: readonly number[], at: number): RateState {
  const inside = starts.filter((start) => start > at - per && start <= at).toSorted((a, b) => b - a);
  const leaving = inside[count - 1];
  return leaving === undefined
    ? { count, per, left: count - inside.length }
    : { count, per, left: 0, next: leaving + per };
}

function skipped(reason: RuleFinding['reasons'][number]): RuleFinding {
  return { verdict: 'skipped', reasons: [reason], warnings: [] };
}

function exempted(
  rule: Partial<Excepting> & Pick<Excepting, 'location'>,
  finding: RuleFinding,
  evidence: Evidence,
): RuleFinding {
  const { except, location } = rule;
  if (!except || finding.verdict === 'pass') return finding;
  const truth = truthOfSkeleton(except.skeleton, (leaf) => evidence.judgement.leaves.at(leaf));
  return withExemption(finding, exemptionOf({ except, location }, truth, evidence));
}

/** Undefined too where the times of one of them are not known. */
function nextFreeOf(
  schedule: readonly ScheduledFreeze[],
  found: ReadonlyMap<string, RuleFinding>,
  at: number,
): NextFree | undefined {
  const asked = schedule.filter(({ freeze: { name, mode } }) => {
    const finding = found.get(name);
    return mode === 'enforce' && finding?.verdict !== 'skipped' && !finding?.override;
  });
  if (asked.every(({ freeze }) => found.get(freeze.name)?.verdict === 'pass')) return undefined;
  const timed = asked.flatMap(({ freeze: { timezone }, timetable }) =>
    isUnknown(timetable) || isUnknown(timetable.at(at)) ? [] : [{ timezone, timetable }],
  );
  return timed.length === asked.length ? nextFreeSlot(timed, [], at) : undefined;
}
