/** Freezes and limits about an action: judged last, as close to it as can be. */
import type { NextFree, RuleKind } from '../../plan/decision.ts';
import type { EvaluationPlan, Mode } from '../../plan/plan.ts';
import type { FrozenAction } from '../../plan/window.ts';
import { whySkipped } from '../core/applies.ts';
import type { IncidentFinding } from '../core/decide.ts';
import type { Evidence } from '../core/evidence.ts';
import {
  type Excepting,
  type Exemption,
  exemptionOf,
  withExemption,
  withheldExemption,
} from '../core/exemption.ts';
import type { RuleFinding } from '../core/finding.ts';
import { whyFreezeSkipped } from '../core/freeze.ts';
import { nextFreeSlot } from '../core/next-free.ts';
import type { LimitRequest } from '../ports/stores.ts';
import { conditionGate, lookName, type RulePart } from './conditions.ts';
import { standingsOf } from './freezes.ts';
import { incidentsOf } from './incidents.ts';
import { peek } from './limits.ts';
import { look } from './look.ts';
import { withGates } from './needs.ts';
import type { Observation } from './observation.ts';
import { releaseField } from './release-field.ts';
import type { Seen } from './seen.ts';
import type { World } from './world.ts';

export interface WindowsContext {
  readonly plan: EvaluationPlan;
  readonly world: World;
  readonly environment: string | undefined;
  /** Absent: a start. */
  readonly action?: FrozenAction;
  /** `shadow`: the whole run enforces nothing. */
  readonly mode: Mode;
  /** What every `when` was judged by. */
  readonly applying: Evidence;
  readonly seen: Seen;
  /** Of now: what an `except` is judged by. */
  readonly observe: () => Observation;
}

export interface JudgedWindows {
  /** By name. */
  readonly freezes: ReadonlyMap<string, RuleFinding>;
  readonly limits: ReadonlyMap<string, RuleFinding>;
  readonly incidents: readonly IncidentFinding[];
  /** What an `except` was judged by, by the name that it was looked at under. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Where a freeze stops the start. */
  readonly nextFree?: NextFree;
  /** When the next freeze that is enforced begins. */
  readonly notAfter?: number;
  readonly admissions: readonly LimitRequest[];
}

/** Nothing is consumed. Rejects only with the signal's reason. */
export async function judgeWindows(context: WindowsContext): Promise<JudgedWindows> {
  const { plan, world, environment, mode, applying, action } = context;
  const at = world.at ?? world.clock.now();
  const freezes = new Map<string, RuleFinding>();
  const limits = new Map<string, RuleFinding>();
  const askedFreezes = plan.freezes.filter((freeze) => {
    const reason = whyFreezeSkipped(freeze, environment, applying, action);
    if (reason) freezes.set(freeze.name, skipped(reason));
    return !reason;
  });
  const askedLimits = plan.limits.filter((limit) => {
    const reason = whySkipped(limit, environment, applying);
    if (reason) limits.set(limit.name, skipped(reason));
    return !reason;
  });

  const [standings, counts, stops] = await Promise.all([
    standingsOf(askedFreezes, world, at),
    peek(plan, askedLimits, world),
    incidentsOf(plan, world, at),
  ]);
  const found = [
    ...standings.map(({ freeze, finding }) => ({ kind: 'freeze' as const, rule: freeze, finding })),
    ...counts.map(({ limit, finding }) => ({ kind: 'limit' as const, rule: limit, finding })),
  ];
  const { exemptions, evidence } = await exemptionsOf(
    found.filter(({ finding }) => finding.verdict !== 'pass'),
    context,
  );
  for (const { kind, rule, finding } of found)
    (kind === 'freeze' ? freezes : limits).set(
      rule.name,
      withExemption(finding, exemptions.get(lookName(kind, rule.name))),
    );

  const isEnforced = (rule: { readonly mode: Mode }) =>
    [mode, plan.mode, rule.mode].every((each) => each === 'enforce');
  const enforced = standings.filter(
    ({ freeze }) => isEnforced(freeze) && !freezes.get(freeze.name)?.override,
  );
  const isStopped =
    stops.incidents.length > 0 || enforced.some(({ freeze }) => freezes.get(freeze.name)?.verdict === 'fail');
  const timed = enforced.flatMap(({ freeze, timetable }) =>
    timetable ? [{ timezone: freeze.timezone, timetable }] : [],
  );
  const isForeseen = stops.foreseen && timed.length === enforced.length;
  const nextFree = isStopped && isForeseen ? nextFreeSlot(timed, stops.coming, at) : undefined;
  const begins = [
    ...enforced.flatMap(({ next }) => next ?? []),
    ...stops.coming.flatMap(({ from }) => (from > at ? from : [])),
  ];
  return {
    freezes,
    limits,
    incidents: stops.incidents,
    evidence,
    ...(nextFree && { nextFree }),
    ...(begins.length > 0 && { notAfter: Math.min(...begins) }),
    admissions: counts.flatMap(({ limit, request }) =>
      request && isEnforced(limit) && limits.get(limit.name)?.override === undefined ? [request] : [],
    ),
  };
}

function skipped(reason: RuleFinding['reasons'][number]): RuleFinding {
  return { verdict: 'skipped', reasons: [reason], warnings: [] };
}

interface Stopping {
  readonly kind: RuleKind;
  readonly rule: RulePart;
}

/** What the `except` of each rule that stops makes of it: of those alone, as the others need none of its probes. */
async function exemptionsOf(
  stopping: readonly Stopping[],
  { plan, world, seen, observe }: WindowsContext,
): Promise<{
  readonly exemptions: ReadonlyMap<string, Exemption>;
  readonly evidence: ReadonlyMap<string, Evidence>;
}> {
  const exemptions = new Map<string, Exemption>();
  const source = releaseField(world, 'source');
  const asked = stopping.flatMap(({ kind, rule }) => {
    const { except } = rule;
    if (!except) return [];
    const name = lookName(kind, rule.name);
    const excepting: Excepting = { except, location: rule.location };
    const withheld = withheldExemption(excepting, world.exemptSources, source);
    if (withheld) exemptions.set(name, withheld);
    return withheld ? [] : [{ name, excepting, gate: conditionGate(kind, rule, except) }];
  });
  if (asked.length === 0) return { exemptions, evidence: new Map() };
  const observation = observe();
  const found = await look(
    withGates(
      plan,
      asked.map(({ gate }) => gate),
    ),
    observation,
  );
  seen.add(observation, found);
  for (const { name, excepting } of asked)
    exemptions.set(name, exemptionOf(excepting, found.truth(name), found.evidence));
  return { exemptions, evidence: new Map(asked.map(({ name }) => [name, found.evidence])) };
}
