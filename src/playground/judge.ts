/** The decision on facts that were typed in. A sustained gate is looked at once, as if that look were all of them. */
import type { Decision, RuleResult } from '../plan/decision.ts';
import type { Condition, EvaluationPlan, PlanFact, Sustain } from '../plan/plan.ts';
import { type Known, unknown, type Value } from '../plan/value.ts';
import { decide } from '../runtime/core/decide.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../runtime/core/explain.ts';
import { judgeGate } from '../runtime/core/gate.ts';
import { createKernel } from '../runtime/core/kernel.ts';
import { whyNot } from '../runtime/core/why-not.ts';
import { ENVIRONMENT, NOW } from './asked.ts';
import { judgeWindows } from './windows.ts';

export interface JudgedRule {
  readonly rule: RuleResult;
  /** Its conditions, each with every value. */
  readonly explained: readonly Explanation[];
  readonly sustain?: Sustain;
  /** What would have to change for a pass; undefined where nothing that can be observed gives one. */
  readonly changes: readonly string[] | undefined;
}

export interface Judged {
  readonly decision: Decision;
  readonly rules: readonly JudgedRule[];
}

/** `given` by the facts' ids; `now`, in milliseconds since the epoch, stands in where that is not given. */
export function judge(
  plan: EvaluationPlan,
  given: ReadonlyMap<string, Known<Value>>,
  environment: string | undefined,
  now: number,
): Judged {
  const kernel = createKernel(plan, { generate: false });
  const facts = kernel.facts();
  for (const fact of plan.facts)
    facts.set(fact.id, given.get(fact.id) ?? withoutText(plan, fact, environment, now));
  const evidence: Evidence = { plan, facts, judgement: kernel.judge(facts) };
  const gates = new Map(plan.gates.map((gate) => [gate.name, judgeGate(gate, environment, evidence)]));
  const typed = given.get(NOW);
  const windows = judgeWindows(plan, environment, typeof typed === 'number' ? typed : now, evidence);
  const decision = decide(plan, { ...windows, environment, mode: 'enforce', gates, incidents: [] });
  return { decision, rules: decision.rules.map((rule) => judgedRule(rule, evidence)) };
}

function judgedRule(rule: RuleResult, evidence: Evidence): JudgedRule {
  const { plan } = evidence;
  const explain = (conditions: readonly (Condition | undefined)[]) =>
    conditions.flatMap((condition) =>
      condition ? explainCondition(condition, rule.location.file, evidence) : [],
    );
  const gate = rule.kind === 'gate' ? plan.gates.find(({ name }) => name === rule.name) : undefined;
  if (gate) {
    const open = rule.verdict === 'fail' || rule.verdict === 'unknown';
    return {
      rule,
      explained: explain([gate.when, ...gate.require, ...gate.prefer]),
      ...(gate.sustain && { sustain: gate.sustain }),
      changes: open ? whyNot(gate, evidence)?.changes : [],
    };
  }
  const own = (rule.kind === 'freeze' ? plan.freezes : plan.limits).find(({ name }) => name === rule.name);
  return { rule, explained: explain([own?.when, own?.except]), changes: [] };
}

/** What counts for a fact for which nothing is typed. */
export function withoutText(
  plan: EvaluationPlan,
  { id, source }: PlanFact,
  environment: string | undefined,
  now: number,
): Known<Value> {
  const otherwise = defaultOf(plan, source, environment, now);
  if (otherwise !== undefined) return otherwise;
  return id === ENVIRONMENT && environment !== undefined ? environment : unknown('it is not given');
}

function defaultOf(
  plan: EvaluationPlan,
  source: PlanFact['source'],
  environment: string | undefined,
  now: number,
): Value | undefined {
  switch (source.kind) {
    case 'now':
      return now;
    case 'input':
      return plan.inputs.find(({ name }) => name === source.name)?.default;
    case 'setting': {
      const setting = plan.settings.find(({ name }) => name === source.name);
      const own = environment !== undefined && setting && Object.hasOwn(setting.perEnv, environment);
      return own ? setting.perEnv[environment] : setting?.default;
    }
    default:
      return undefined;
  }
}
