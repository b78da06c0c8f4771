/** One plan on facts that are given, at an instant that is given: what a run would decide, without a world around it. */
import type { Decision } from '../plan/decision.ts';
import type { EvaluationPlan, PlanFact } from '../plan/plan.ts';
import { isUnknown, type Known, unknown, type Value } from '../plan/value.ts';
import type { Limit } from '../plan/window.ts';
import { whySkipped } from '../runtime/core/applies.ts';
import { decide } from '../runtime/core/decide.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import type { FactSlots } from '../runtime/core/facts.ts';
import { judgeGate } from '../runtime/core/gate.ts';
import { createKernel, type Kernel } from '../runtime/core/kernel.ts';
import { ownCalendars } from '../runtime/core/own-calendars.ts';
import { scoreOf } from '../runtime/core/score.ts';
import type { Calendars } from '../runtime/core/time/calendars.ts';
import { isSustained } from '../runtime/core/sustain.ts';
import { judgeSustained, type SustainedResult, type View, type Watch } from './sustained.ts';
import { judgeWindows, type ScheduledFreeze, scheduled } from './windows.ts';

/** Fields of the release by name; one that is absent is unknown. */
export type ReleaseFields = Readonly<Record<string, string>>;

export interface Situation {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `env` is the environment. */
  readonly release: ReleaseFields;
  /** By id; what is absent is worked out where the policy itself says it (defaults, scores, `now`), and else unknown. */
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Earlier starts that limits count, milliseconds since the epoch; absent: none. A list: in every scope. */
  readonly starts?: readonly number[] | ((limit: Limit) => readonly number[]);
}

/** Facts by instants; the same map as long as nothing changes. */
export type FactsOver = (at: number) => Situation['facts'];

export interface Judged {
  readonly decision: Decision;
  /** What every `when`, and every gate that is looked at once, was judged by. */
  readonly evidence: Evidence;
  /** By name, the sustained gates that were watched. */
  readonly watched: ReadonlyMap<string, SustainedResult>;
  /** When it was decided, and by what the `except` of freezes and limits were judged: after the last look. */
  readonly at: number;
  readonly atLast: Evidence;
}

export const notGiven = unknown('it is not given');

/** For many situations: what does not change between them is worked out once. */
export class Judge {
  readonly plan: EvaluationPlan;
  readonly kernel: Kernel;
  readonly schedule: readonly ScheduledFreeze[];
  /** It reads the clock, which no look leaves as it was. */
  readonly #isTimed: boolean;

  /** Without calendars, holidays and calendar files are unknown. */
  constructor(plan: EvaluationPlan, calendars: Calendars = ownCalendars) {
    this.plan = plan;
    this.kernel = createKernel(plan, { generate: false });
    this.schedule = scheduled(plan, calendars);
    this.#isTimed = plan.facts.some(({ source: { kind } }) => kind === 'now');
  }

  /** Sustained gates are watched, on facts that may change meanwhile. */
  judgeOver(situation: Omit<Situation, 'facts'>, over: FactsOver): Judged {
    const { at } = situation;
    return this.judge({ ...situation, facts: over(at) }, (gate, first) =>
      judgeSustained(gate, at, this.#view(situation, first, over)),
    );
  }

  /** Without `watch`, one look of a sustained gate counts for all of them. */
  judge(situation: Situation, watch?: Watch): Judged {
    const { plan } = this;
    const { starts = [], release } = situation;
    const evidence = this.#look(situation);
    const named = releaseField(release, 'env');
    const environment = isUnknown(named) ? undefined : named;
    const watched = new Map(
      plan.gates.flatMap((gate) =>
        watch && isSustained(gate) && !whySkipped(gate, environment, evidence)
          ? [[gate.name, watch(gate, evidence)] as const]
          : [],
      ),
    );
    const { at, atLast } = lastOf(watched.values(), situation.at, evidence);
    const windows = judgeWindows(
      plan,
      this.schedule,
      {
        environment,
        at,
        starts: typeof starts === 'function' ? starts : () => starts,
        release: (field) => releaseField(release, field),
      },
      { when: evidence, except: atLast },
    );
    const decision = decide(plan, {
      ...windows,
      environment,
      mode: 'enforce',
      gates: new Map(
        plan.gates.map((gate) => [
          gate.name,
          watched.get(gate.name)?.result ?? judgeGate(gate, environment, evidence),
        ]),
      ),
      rollouts: plan.rollouts.filter((rollout) => !whySkipped(rollout, environment, evidence)).length,
      incidents: [],
    });
    return { decision, evidence, watched, at, atLast };
  }

  #look(situation: Situation): Evidence {
    const facts = filled(this.plan, this.kernel.facts(), situation);
    return { plan: this.plan, facts, judgement: this.kernel.judge(facts) };
  }

  #view(situation: Omit<Situation, 'facts'>, first: Evidence, over: FactsOver): View {
    const seen = new Map([[over(situation.at), first]]);
    return (at) => {
      const facts = over(at);
      const known = at === situation.at || !this.#isTimed ? seen.get(facts) : undefined;
      const evidence = known ?? this.#look({ ...situation, at, facts });
      seen.set(facts, evidence);
      return evidence;
    };
  }
}

/** When the last gate was decided, and what was seen then. */
function lastOf(
  watched: Iterable<SustainedResult>,
  at: number,
  atLast: Evidence,
): Pick<Judged, 'at' | 'atLast'> {
  let last = { at, atLast };
  for (const one of watched) if (one.at > last.at) last = { at: one.at, atLast: one.looks.at(-1) ?? atLast };
  return last;
}

/** Scores come last: they rest upon the others. */
export function filled(plan: EvaluationPlan, facts: FactSlots, situation: Situation): FactSlots {
  for (const fact of plan.facts)
    if (fact.source.kind !== 'score') facts.set(fact.id, valueOf(plan, fact, situation));
  for (const { id, source } of plan.facts) {
    if (source.kind !== 'score') continue;
    const score = plan.scores.find(({ name }) => name === source.score);
    facts.set(id, situation.facts.get(id) ?? (score ? scoreOf(score, facts)[source.field] : notGiven));
  }
  return facts;
}

function valueOf(plan: EvaluationPlan, { id, source }: PlanFact, situation: Situation): Known<Value> {
  const { facts, release, at } = situation;
  const given = facts.get(id);
  if (given !== undefined) return given;
  switch (source.kind) {
    case 'now':
      return at;
    case 'release':
      return releaseField(release, source.field);
    default:
      return defaultOf(plan, source, release) ?? notGiven;
  }
}

/** What counts for a setting or an input that nobody gives. */
export function defaultOf(
  plan: EvaluationPlan,
  source: PlanFact['source'],
  { env }: ReleaseFields,
): Value | undefined {
  if (source.kind === 'input') return plan.inputs.find(({ name }) => name === source.name)?.default;
  if (source.kind !== 'setting') return undefined;
  const setting = plan.settings.find(({ name }) => name === source.name);
  return setting && env !== undefined && Object.hasOwn(setting.perEnv, env)
    ? setting.perEnv[env]
    : setting?.default;
}

function releaseField(release: ReleaseFields, field: string): Known<string> {
  return (Object.hasOwn(release, field) ? release[field] : undefined) ?? notGiven;
}
