/** Runs cases: what is expected of each is held to what comes of it. */
import type { Decision, RuleResult } from '../../plan/decision.ts';
import type { Condition, EvaluationPlan, PlanLocation } from '../../plan/plan.ts';
import { isFor } from '../../runtime/core/applies.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import type { Calendars } from '../../runtime/core/time/calendars.ts';
import { Judge, type Judged } from '../judge.ts';
import { play } from '../play/play.ts';
import { factsOver, type TestCase } from './case.ts';
import { Coverage, type CoveredCondition } from './coverage.ts';
import { type Difference, explained, holds } from './difference.ts';
import { Trail } from './trail.ts';

export interface CaseResult {
  readonly name: string;
  readonly location: TestCase['location'];
  readonly differences: readonly Difference[];
}

/** Longer than a rollout with freezes and holds in it takes; who wants to wait longer says `within`. */
const LONGEST_PLAY = 30 * 86_400_000;

export class TestRun {
  readonly #judge: Judge;
  readonly #coverage: Coverage;

  constructor(plan: EvaluationPlan, calendars?: Calendars) {
    this.#judge = new Judge(plan, calendars);
    this.#coverage = new Coverage(plan);
  }

  run(test: TestCase): CaseResult {
    const { name, location, rollout, expect } = test;
    const asksStart =
      rollout === undefined ||
      expect.decision !== undefined ||
      expect.rules.size > 0 ||
      expect.reasons.size > 0;
    const differences = [...(asksStart ? this.#start(test) : []), ...(rollout ? this.#play(test) : [])];
    return { name, location, differences };
  }

  /** Of all cases that were run so far. */
  coverage(): readonly CoveredCondition[] {
    const { plan, kernel } = this.#judge;
    return this.#coverage.conditions({ plan, facts: kernel.facts(), judgement: kernel.judgement() });
  }

  #start(test: TestCase): readonly Difference[] {
    const { at, release, facts, starts, expect, rollout } = test;
    // What is to come of a rollout is not yet there when its gates are asked.
    const over = rollout ? () => facts : factsOver(test);
    const judged = this.#judge.judgeOver({ at, release, starts }, over);
    const { decision } = judged;
    this.#seeStart(judged, release['env']);
    const differences: Difference[] = [];
    if (expect.decision !== undefined && expect.decision !== decision.decision)
      differences.push(decisionDiffers(expect.decision, decision));
    for (const [name, expected] of expect.rules) {
      const rule = ruleOf(decision, name);
      if (rule && rule.verdict !== expected)
        differences.push({
          ...ruleDiffers(rule, judged),
          about: `rules.${name}`,
          expected,
          actual: rule.verdict,
        });
    }
    for (const [name, texts] of expect.reasons) {
      const rule = ruleOf(decision, name);
      const told = rule ? [...rule.reasons, ...rule.warnings].map(({ text }) => text) : [];
      const missing = texts.filter((text) => !told.some((one) => one.includes(text)));
      if (rule && missing.length > 0)
        differences.push({
          ...ruleDiffers(rule, judged),
          about: `reasons.${name}`,
          expected: missing.join(', and '),
          actual: told.length === 0 ? `no reason (${rule.verdict})` : told.join('; '),
        });
    }
    return differences;
  }

  #seeStart({ decision, evidence, watched, atLast }: Judged, environment: string | undefined): void {
    const { plan } = this.#judge;
    const rollouts = plan.rollouts.filter((rollout) => isFor(rollout, environment));
    this.#coverage.see(
      rollouts.map(({ when }) => when),
      evidence,
    );
    for (const { kind, name, verdict, reasons, override } of decision.rules) {
      const rule = ownRule(plan, kind, name);
      if (!rule) continue;
      const isElsewhere = verdict === 'skipped' && reasons.some(({ span }) => span === rule.location.span);
      if (!isElsewhere) this.#coverage.see([rule.when], evidence);
      if (verdict === 'skipped') continue;
      const looks = (kind === 'gate' && watched.get(name)?.looks) || [evidence];
      for (const look of looks) this.#coverage.see([...(rule.require ?? []), ...(rule.prefer ?? [])], look);
      // It is asked of what stops alone.
      if (verdict === 'fail' || override) this.#coverage.see([rule.except], atLast);
    }
  }

  #play(test: TestCase): readonly Difference[] {
    const { rollout, at, expect, release, timeline } = test;
    if (!rollout) return [];
    const last = timeline.at(-1)?.at ?? at;
    const until = expect.within === undefined ? last + LONGEST_PLAY : Math.max(last, at + expect.within);
    const trail = new Trail(at);
    const script = {
      rollout,
      release,
      at,
      facts: factsOver(test),
      moments: timeline,
      asksStarts: false,
      until,
    };
    for (const look of play(this.#judge, script)) {
      trail.follow(look);
      for (const { conditions, evidence } of look.sight.asked) this.#coverage.see(conditions, evidence);
    }
    return trail.differences(test, rollout);
  }
}

function decisionDiffers(expected: string, { decision, rules, summary }: Decision): Difference {
  const open = rules.filter(
    ({ verdict, override }) => verdict !== 'pass' && verdict !== 'skipped' && !override,
  );
  return {
    about: 'decision',
    expected,
    actual: decision,
    reasons: [
      ...open.flatMap(({ name, reasons }) => reasons.map(({ text }) => `${name}: ${text}`)),
      ...(open.length === 0 ? [summary] : []),
    ],
    explained: [],
  };
}

function ruleDiffers(rule: RuleResult, judged: Judged): Pick<Difference, 'reasons' | 'explained'> {
  const { file } = rule.location;
  const evidence = evidenceOf(rule, judged);
  const own = ownRule(evidence.plan, rule.kind, rule.name);
  const asked = rule.verdict === 'skipped' ? [own?.when] : [...(own?.require ?? []), own?.except];
  const conditions = asked.flatMap((condition) => condition ?? []);
  const open = conditions.filter((condition) => !holds(condition, evidence));
  return {
    reasons: rule.reasons.map(({ text }) => text),
    explained: explained(open.length > 0 ? open : conditions, file, evidence),
  };
}

/** What the rule was judged by last; of a sustained gate where it last did not pass. */
function evidenceOf({ kind, name, verdict }: RuleResult, { evidence, watched, atLast }: Judged): Evidence {
  if (verdict === 'skipped') return evidence;
  if (kind !== 'gate') return atLast;
  const gate = watched.get(name);
  return gate?.open ?? gate?.looks.at(-1) ?? evidence;
}

function ruleOf({ rules }: Decision, name: string): RuleResult | undefined {
  return rules.find((rule) => rule.name === name);
}

interface OwnRule {
  readonly name: string;
  readonly location: PlanLocation;
  readonly when?: Condition;
  readonly except?: Condition;
  readonly require?: readonly Condition[];
  readonly prefer?: readonly Condition[];
}

function ownRule(plan: EvaluationPlan, kind: RuleResult['kind'], name: string): OwnRule | undefined {
  const rules: readonly OwnRule[] = plan[`${kind}s`];
  return rules.find((rule) => rule.name === name);
}
