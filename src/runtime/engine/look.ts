/**
 * One look of the two judges at the same facts: the rules engine, which gathers them, and the kernel, which also explains.
 * Beyond the reading of terms they share nothing; where they disagree about a gate, nothing is known about it.
 */
import { type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { EvaluationPlan, Gate, PlanFact } from '../../plan/plan.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { Evidence } from '../core/evidence.ts';
import { type GateResult, judgeGate } from '../core/gate.ts';
import { createKernel } from '../core/kernel.ts';
import { disagreements } from '../rules/agree.ts';
import type { Gather, RuleTruths } from '../rules/judge.ts';
import { asksNothing, gateSlots } from './needs.ts';

/** Where a look has its facts from. */
export interface FactSource {
  /** Rejects only when the run is cancelled. */
  fact(fact: PlanFact): Promise<Known<Value>>;
  /** What a finding adds in brackets about a fact: `web-1, 3 attempts`. */
  describe(id: string): string | undefined;
}

export interface Look {
  readonly evidence: Evidence;
  /** What was asked for, by id. */
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Names of the gates that were judged differently. */
  readonly disputed: ReadonlySet<string>;
  /** Whether what the gate of this name requires holds. */
  truth(name: string): Truth;
  result(name: string): GateResult;
}

/** Judges all gates of `plan`. `extra` are slots of facts that are wanted beside those of the gates. */
export async function look(
  plan: EvaluationPlan,
  source: FactSource,
  extra: ReadonlySet<number> = new Set(),
): Promise<Look> {
  const kernel = createKernel(plan, { generate: false });
  const slots = kernel.facts();
  const facts = new Map<string, Known<Value>>();
  const gather = async (fact: PlanFact): Promise<Known<Value>> => {
    const value = await source.fact(fact);
    slots.set(fact.id, value);
    facts.set(fact.id, slots.get(fact.id) ?? value);
    return value;
  };
  const wanted = gateSlots(plan).union(extra);
  const [byRules] = await Promise.all([
    judgedByRules(plan, gather),
    ...plan.facts.filter((_, slot) => wanted.has(slot)).map(gather),
  ]);
  const judgement = kernel.judge(slots);
  const disputed = new Set(disagreements(plan, judgement, byRules));
  const evidence: Evidence = { plan, facts: slots, judgement, describe: (id) => source.describe(id) };
  const indexOf = (name: string) => plan.gates.findIndex((gate) => gate.name === name);
  return {
    evidence,
    facts,
    disputed,
    truth: (name) => (disputed.has(name) ? UNKNOWN : judgement.requirements.at(indexOf(name))),
    result(name) {
      const gate = plan.gates[indexOf(name)];
      if (!gate) throw new TypeError(`the gate ${name} was not looked at`);
      return disputed.has(name) ? inDispute(gate) : judgeGate(gate, undefined, evidence);
    },
  };
}

/** The engine loads while the probes are under way, which are started beside this. */
async function judgedByRules(plan: EvaluationPlan, gather: Gather): Promise<ReadonlyMap<string, RuleTruths>> {
  if (asksNothing(plan)) return new Map();
  await onceAround();
  const { judgeByRules } = await import('../rules/judge.ts');
  return judgeByRules(plan, plan.gates, gather);
}

/** Once around the event loop: what was begun before reaches the network before something long is done. */
async function onceAround(): Promise<void> {
  for (let phase = 0; phase < 2; phase++) await new Promise((resolve) => setImmediate(resolve));
}

/** A fault of ours is no verdict about the release. */
export function inDispute({ location }: Gate): GateResult {
  return {
    verdict: 'unknown',
    reasons: [{ text: 'the two judges disagree about it', span: location.span }],
    warnings: [],
  };
}
