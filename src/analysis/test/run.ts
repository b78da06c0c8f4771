/** Runs cases: what is expected of each is held to what comes of it. */
import { audienceNames, positionText, weightIn } from '../../plan/assignment.ts';
import type { Decision, RuleResult } from '../../plan/decision.ts';
import { TRUE } from '../../plan/kleene.ts';
import type { Condition, EvaluationPlan, PlanLocation } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { truthOfSkeleton } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../../runtime/core/explain.ts';
import type { Calendars } from '../../runtime/core/time/calendars.ts';
import { Judge, type Judged } from '../judge.ts';
import { type Look, play } from '../play/play.ts';
import { factsOver, type TestCase } from './case.ts';
import { Coverage, type CoveredCondition } from './coverage.ts';

export interface CaseResult {
  readonly name: string;
  readonly location: TestCase['location'];
  readonly differences: readonly Difference[];
}

/** One expectation that was not met. */
export interface Difference {
  /** Its key: `decision`, `rules.disk`, `phase`. */
  readonly about: string;
  readonly expected: string;
  readonly actual: string;
  /** Why it came so, a sentence each. */
  readonly reasons: readonly string[];
  /** The conditions behind it, with every value. */
  readonly explained: readonly ExplainedCondition[];
}

export interface ExplainedCondition {
  readonly file: string;
  readonly tree: Explanation;
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

/** What a play came to. */
class Trail {
  readonly #from: number;
  readonly #reached = new Map<string, number>();
  readonly #events: string[] = [];
  #phase = 'pending';
  #waits: readonly string[] = [];
  readonly #weights: { readonly after: number; readonly weight: number }[] = [];
  /** What the checks said when they last did not pass. */
  #explained: readonly ExplainedCondition[] = [];

  constructor(from: number) {
    this.#from = from;
  }

  follow(look: Look): void {
    const { at, record, events, refused, checks } = look;
    const after = at - this.#from;
    this.#phase = record.phase;
    this.#waits = record.waits.map(({ why }) => why);
    if (!this.#reached.has(record.phase)) this.#reached.set(record.phase, after);
    this.#weights.push({ after, weight: Math.max(record.weight, record.intent?.to ?? 0) });
    for (const event of events)
      if (event.type !== 'shift.intended' && (event.type !== 'checks.observed' || event.to !== 'pass'))
        this.#tell(`${formatDuration(after)}: ${event.type.replace(/[._]/gu, ' ')}: ${event.why}`);
    for (const { request, why } of refused)
      this.#tell(`${formatDuration(after)}: ${request.kind} is refused: ${why}`);
    if (checks && (checks.passed !== TRUE || checks.trigger === TRUE))
      this.#explained = explainedChecks(look);
  }

  /** The last of a kind that repeats stands for all. */
  #tell(text: string): void {
    const said = text.slice(text.indexOf(': '));
    const before = this.#events.at(-1);
    if (before !== undefined && before.endsWith(said)) this.#events.pop();
    this.#events.push(text);
  }

  differences({ expect }: TestCase, rollout: Rollout): readonly Difference[] {
    const { phase, within, maxWeights } = expect;
    const { file } = rollout.location;
    const names = audienceNames(rollout.assignment);
    const shared = {
      reasons: [...this.#events.slice(-12), ...this.#waits.map((why) => `it waits: ${why}`)],
      explained: this.#explained.map((one) => ({ ...one, file })),
    };
    const differences: Difference[] = [];
    const reached = phase === undefined ? undefined : this.#reached.get(phase);
    const isMet = within === undefined ? this.#phase === phase : reached !== undefined && reached <= within;
    if (phase !== undefined && !isMet)
      differences.push({
        ...shared,
        about: 'phase',
        expected: within === undefined ? phase : `${phase} within ${formatDuration(within)}`,
        actual:
          reached === undefined || within === undefined
            ? this.#phase
            : `${phase} after ${formatDuration(reached)}`,
      });
    for (const { most, audience } of maxWeights) {
      const shares = this.#weights.map(({ weight, after }) => ({
        share: shareOf(rollout, weight, audience),
        after,
      }));
      const highest = Math.max(0, ...shares.map(({ share }) => share));
      if (highest <= most) continue;
      const text = (share: number): string => positionText((audience ?? 0) * 100 + share, names);
      const first = shares.find(({ share }) => share === highest)?.after ?? 0;
      differences.push({
        // The trail is told once.
        ...(differences.length === 0 ? shared : { reasons: [], explained: [] }),
        about: 'max_weight',
        expected: `${text(most)} at most`,
        actual: `${text(highest)} after ${formatDuration(first)}`,
      });
    }
    return differences;
  }
}

/** Percent, of everybody or of one audience, by index. */
function shareOf({ assignment }: Rollout, weight: number, audience: number | undefined): number {
  const one = audience === undefined ? undefined : assignment?.audiences[audience];
  return one && audience !== undefined ? weightIn(one, audience, weight) : weight;
}

function explainedChecks({ sight, record, checks }: Look): readonly ExplainedCondition[] {
  const { rollout } = sight;
  const { file } = rollout.location;
  const own = rollout.stages[record.stage]?.checks?.require ?? [];
  const open = own.filter((condition) => !holds(condition, sight.evidence));
  const { when } = rollout.rollback;
  return [...open, ...(when && checks?.trigger === TRUE ? [when] : [])].map((condition) => ({
    file,
    tree: explainCondition(condition, file, sight.evidence),
  }));
}

function holds({ skeleton }: Condition, { judgement }: Evidence): boolean {
  return truthOfSkeleton(skeleton, (leaf) => judgement.leaves.at(leaf)) === TRUE;
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
    explained: (open.length > 0 ? open : conditions).map((condition) => ({
      file,
      tree: explainCondition(condition, file, evidence),
    })),
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
