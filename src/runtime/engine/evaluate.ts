/** One judgement of a whole plan: gathers what the applicable rules need, judges, watches what must be sustained, decides. */
import type { Decision } from '../../plan/decision.ts';
import type { EvaluationPlan, Gate, Mode } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { Known, Value } from '../../plan/value.ts';
import { type Applicable, isFor, whySkipped } from '../core/applies.ts';
import { decide } from '../core/decide.ts';
import type { Evidence } from '../core/evidence.ts';
import type { GateResult } from '../core/gate.ts';
import type { LimitRequest } from '../ports/stores.ts';
import { applicationGate, type Applying, type RulePart } from './conditions.ts';
import type { EventBody, Pass } from './events.ts';
import { inDispute, look } from './look.ts';
import { stepSlots, withGates } from './needs.ts';
import { Observation } from './observation.ts';
import type { ProbeReading } from './probe-run.ts';
import { Seen } from './seen.ts';
import { type PreparedStep, stepsOf, withStepsOf } from './steps.ts';
import { isSustained } from '../core/sustain.ts';
import { judgePast, watch, type WatchContext, Watched } from './sustained.ts';
import type { JudgedWindows, WindowsContext } from './windows.ts';
import type { World } from './world.ts';

export interface EvaluateOptions {
  readonly pass: Pass;
  /** The environment of the release; undefined where the policy has none. */
  readonly environment: string | undefined;
  /** `shadow`: the whole run enforces nothing. */
  readonly mode: Mode;
  /** False: a sustained gate is looked at once. */
  readonly wait: boolean;
  /** Work out the steps too, which may need facts of their own. */
  readonly steps: boolean;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** Why the glass is broken: freezes, limits and what is unknown are then overridden, known failures never. */
  readonly breakGlass?: string;
  /** What an evaluation just before has watched; a gate whose last look is younger than `every` is not watched again. */
  readonly watched?: WatchMemory;
}

/** By gate, what watching it gave and the monotonic time of its last look. */
type WatchMemory = ReadonlyMap<string, { readonly result: GateResult; readonly at: number }>;

export interface Evaluation {
  readonly decision: Decision;
  readonly evaluatedAt: number;
  /** What was gathered, by id; of what was looked at repeatedly the last. */
  readonly facts: ReadonlyMap<string, Known<Value>>;
  readonly readings: ReadonlyMap<string, readonly ProbeReading[]>;
  /**
   * What every `when` was judged by; and what each gate that applies was last judged by, under its name, and the `except` of
   * a freeze or limit, under `freeze NAME` or `limit NAME`.
   */
  readonly applying: Evidence;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly steps: readonly PreparedStep[];
  /** Those that apply. */
  readonly rollouts: readonly Rollout[];
  /** What a start asks of the limits that apply and are enforced. */
  readonly admissions: readonly LimitRequest[];
  /** When the next enforced freeze begins, if that can be foreseen: a start must be recorded before. */
  readonly notAfter?: number;
  /** What the two judges disagree about: gates, `freeze NAME`, `limit NAME`. Nothing may be done on such a decision. */
  readonly disputed: ReadonlySet<string>;
  readonly watched: WatchMemory;
}

/** Rejects only with the signal's reason. */
export async function evaluate(
  plan: EvaluationPlan,
  world: World,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { environment, mode, signal, emit, pass } = options;
  emit({ type: 'pass.started', pass });
  const seen = new Seen();
  const now = new Observation(plan, world, { signal, emit });
  const context: WatchContext = { plan, world, seen, signal, emit };

  const results = new Map<string, GateResult>();
  const applying = await look(onlyWhen(plan, environment), now);
  seen.add(now, applying);
  const rollouts = plan.rollouts.filter((one) => !whySkipped(one, environment, applying.evidence));
  const acting = rollouts.filter(({ mode }) => mode === 'enforce').reduce(withStepsOf, plan);
  const asked = plan.gates.flatMap((gate) => {
    const skipped = whySkipped(gate, environment, applying.evidence);
    if (skipped) results.set(gate.name, { verdict: 'skipped', reasons: [skipped], warnings: [] });
    return skipped ? [] : withoutWhen(gate);
  });
  const fresh = stillFresh(asked, world, options.watched);
  for (const [name, { result }] of fresh) results.set(name, result);

  const evidence = new Map<string, Evidence>();
  const start = world.clock.monotonic();
  const past = asked.filter((gate) => isSustained(gate, 'over'));
  const present = asked.filter((gate) => !isSustained(gate, 'over') && !fresh.has(gate.name));
  const [found] = await Promise.all([
    look(withGates(plan, present), now, options.steps ? slotsOfSteps(acting) : undefined),
    ...past.map(async (gate) => {
      const judged = await judgePast(context, gate);
      results.set(gate.name, judged.result);
      evidence.set(gate.name, judged.evidence);
    }),
  ]);
  seen.add(now, found);
  for (const { name } of present) {
    results.set(name, found.result(name));
    evidence.set(name, found.evidence);
  }

  const watched = present
    .filter((gate) => isSustained(gate, 'for'))
    .map((gate) => new Watched(gate, found, world.clock));
  if (options.wait) await watch(context, start, watched);
  for (const one of watched) {
    results.set(one.gate.name, one.result);
    evidence.set(one.gate.name, one.evidence);
  }

  for (const gate of plan.gates) if (seen.disputed.has(gate.name)) results.set(gate.name, inDispute(gate));
  const waited = options.wait && watched.length > 0;
  const windows = await windowsOf({
    plan,
    world,
    environment,
    mode,
    applying: applying.evidence,
    seen,
    observe: () => (waited ? new Observation(plan, world, { signal, emit }) : now),
  });
  for (const [name, by] of windows.evidence) evidence.set(name, by);
  const decision = decide(plan, {
    ...windows,
    environment,
    mode,
    rollouts: rollouts.length,
    gates: results,
    ...(options.breakGlass !== undefined && { breakGlass: options.breakGlass }),
  });
  for (const rule of decision.rules) emit({ type: 'rule.judged', rule });
  emit({ type: 'decision', pass, decision });
  return {
    decision,
    evaluatedAt: now.now,
    facts: seen.facts(plan),
    readings: seen.readings,
    applying: applying.evidence,
    evidence,
    steps: options.steps ? stepsOf(acting, world, found.evidence) : [],
    rollouts,
    admissions: windows.admissions,
    ...(windows.notAfter !== undefined && { notAfter: windows.notAfter }),
    disputed: seen.disputed,
    watched: new Map([...fresh, ...watched.map((one) => [one.gate.name, one] as const)]),
  };
}

/** Loaded only where there is something to judge: a run of gates alone pays nothing for it. */
async function windowsOf(context: WindowsContext): Promise<JudgedWindows> {
  const { plan, world } = context;
  if (plan.freezes.length === 0 && plan.limits.length === 0 && !world.stores) return noWindows;
  return (await import('./windows.ts')).judgeWindows(context);
}

const noWindows: JudgedWindows = {
  freezes: new Map(),
  limits: new Map(),
  incidents: [],
  evidence: new Map(),
  admissions: [],
};

/** Whether the rules of this environment apply, and nothing else: what does not apply needs no probe. */
function onlyWhen(plan: EvaluationPlan, environment: string | undefined): EvaluationPlan {
  const gates = (kind: Applying, rules: readonly (RulePart & Applicable)[]) =>
    rules.filter((rule) => isFor(rule, environment)).map((rule) => applicationGate(kind, rule));
  return withGates(plan, [
    ...gates('gate', plan.gates),
    ...gates('freeze', plan.freezes),
    ...gates('limit', plan.limits),
    ...gates('rollout', plan.rollouts),
  ]);
}

/** For a gate that is known to be asked. */
function withoutWhen(gate: Gate): Gate {
  const { when, ...asked } = gate;
  return when ? asked : gate;
}

function stillFresh(gates: readonly Gate[], { clock }: World, watched: WatchMemory = new Map()): WatchMemory {
  return new Map(
    gates.flatMap(({ name, sustain }) => {
      const memory = watched.get(name);
      return memory && sustain && clock.monotonic() - memory.at < sustain.every ? [[name, memory]] : [];
    }),
  );
}

function slotsOfSteps(plan: EvaluationPlan): ReadonlySet<number> {
  return [...plan.before, ...plan.after].reduce<ReadonlySet<number>>(
    (slots, step) => slots.union(stepSlots(plan, step)),
    new Set(),
  );
}
