/** The decision on facts that were typed in. A sustained gate is looked at once, as if that look were all of them. */
import { defaultOf, Judge, notGiven, type ReleaseFields } from '../analysis/judge.ts';
import type { Decision, RuleResult } from '../plan/decision.ts';
import type { Condition, EvaluationPlan, PlanFact, Sustain } from '../plan/plan.ts';
import type { Known, Value } from '../plan/value.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../runtime/core/explain.ts';
import { whyNot } from '../analysis/why-not.ts';
import { ENVIRONMENT, NOW } from './asked.ts';

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
  const typed = given.get(NOW);
  const { decision, evidence } = new Judge(plan).judge({
    at: typeof typed === 'number' ? typed : now,
    release: { ...scopes(plan), ...releaseIn(environment) },
    facts: new Map([...unread(plan), ...given]),
  });
  return { decision, rules: decision.rules.map((rule) => judgedRule(rule, evidence)) };
}

/** What limits count apart is nothing that could be typed: there is one scope, in which nothing was released before. */
function scopes({ limits }: EvaluationPlan): ReleaseFields {
  return Object.fromEntries(limits.flatMap(({ by }) => by.map((field) => [field, 'this'])));
}

function unread({ facts }: EvaluationPlan): readonly (readonly [string, Known<Value>])[] {
  return facts.flatMap(({ id, source }) =>
    source.kind === 'release' && id !== ENVIRONMENT ? [[id, notGiven] as const] : [],
  );
}

function releaseIn(environment: string | undefined): ReleaseFields {
  return environment === undefined ? {} : { env: environment };
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
  if (source.kind === 'now') return now;
  const otherwise = defaultOf(plan, source, releaseIn(environment));
  if (otherwise !== undefined) return otherwise;
  return id === ENVIRONMENT && environment !== undefined ? environment : notGiven;
}
