/**
 * Freezes and limits in the browser: at the instant that was typed in, without calendars, and as if nothing had been
 * released before.
 */
import type { NextFree } from '../plan/decision.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { isUnknown } from '../plan/value.ts';
import { whySkipped } from '../runtime/core/applies.ts';
import { truthOfSkeleton } from '../runtime/core/condition.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { exemptionOf, type Excepting, withExemption } from '../runtime/core/exemption.ts';
import type { RuleFinding } from '../runtime/core/finding.ts';
import { judgeFreeze, whyFreezeSkipped } from '../runtime/core/freeze.ts';
import { judgeLimit } from '../runtime/core/limit.ts';
import { nextFreeSlot, type TimedFreeze } from '../runtime/core/next-free.ts';
import { ownCalendars } from '../runtime/core/own-calendars.ts';
import { timetableOf } from '../runtime/core/time/index.ts';

export interface Windows {
  readonly freezes: ReadonlyMap<string, RuleFinding>;
  readonly limits: ReadonlyMap<string, RuleFinding>;
  readonly nextFree?: NextFree;
}

export function judgeWindows(
  plan: EvaluationPlan,
  environment: string | undefined,
  at: number,
  evidence: Evidence,
): Windows {
  const timed: TimedFreeze[] = [];
  let isForeseen = true;
  const freezes = plan.freezes.map((freeze): readonly [string, RuleFinding] => {
    const reason = whyFreezeSkipped(freeze, environment, evidence);
    if (reason) return [freeze.name, skipped(reason)];
    const timetable = timetableOf(freeze, ownCalendars);
    const standing = isUnknown(timetable) ? timetable : timetable.at(at);
    const finding = exempted(freeze, judgeFreeze(freeze, standing, at), evidence);
    if (freeze.mode === 'enforce' && !finding.override) {
      if (isUnknown(timetable) || isUnknown(standing)) isForeseen = false;
      else timed.push({ timezone: freeze.timezone, timetable });
    }
    return [freeze.name, finding];
  });
  const limits = plan.limits.map((limit): readonly [string, RuleFinding] => {
    const reason = whySkipped(limit, environment, evidence);
    if (reason) return [limit.name, skipped(reason)];
    const untouched = limit.atMost.map((rate) => ({ ...rate, left: rate.count }));
    return [limit.name, judgeLimit(limit, untouched, at)];
  });
  const slot = isForeseen ? nextFreeSlot(timed, [], at) : undefined;
  return {
    freezes: new Map(freezes),
    limits: new Map(limits),
    ...(slot && slot.at > at && { nextFree: slot }),
  };
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
