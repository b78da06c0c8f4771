/** From the rules' verdicts to the decision, which is the worst of them. */
import type {
  Decision,
  DecisionWord,
  ExitCode,
  NextFree,
  RuleKind,
  RuleResult,
} from '../../plan/decision.ts';
import type { EvaluationPlan, Gate, Mode, PlanLocation } from '../../plan/plan.ts';
import { consequence, givesWayToBrokenGlass } from './consequence.ts';
import type { RuleFinding } from './finding.ts';
import type { GateResult } from './gate.ts';
import { summaryOf } from './summary.ts';

export interface Decided {
  readonly environment: string | undefined;
  /** `shadow`: the whole run enforces nothing. */
  readonly mode: Mode;
  /** By name. */
  readonly gates: ReadonlyMap<string, GateResult>;
  readonly freezes: ReadonlyMap<string, RuleFinding>;
  readonly limits: ReadonlyMap<string, RuleFinding>;
  /** How many apply, whose checks are asked later; absent: none. */
  readonly rollouts?: number;
  /** Stops made by hand, which stand in no policy. */
  readonly incidents: readonly IncidentFinding[];
  readonly nextFree?: NextFree;
  /** Why the glass was broken, where it was. */
  readonly breakGlass?: string;
}

export interface IncidentFinding extends RuleFinding {
  readonly name: string;
  readonly location: PlanLocation;
}

const words: Readonly<Record<ExitCode, DecisionWord>> = { 0: 'safe', 1: 'blocked', 2: 'critical' };

export function decide(plan: EvaluationPlan, decided: Decided): Decision {
  const { environment, breakGlass } = decided;
  const rules = rulesOf(plan, decided).map((rule) => withGlass(rule, breakGlass));
  const applied = rules.filter(({ verdict }) => verdict !== 'skipped');
  const worst = Math.max(0, ...applied.map(consequence));
  // Where nothing was asked and nothing will be, nothing is known to be safe.
  const exitCode = (applied.length + (decided.rollouts ?? 0) === 0 ? Math.max(worst, 1) : worst) as ExitCode;
  const decision = words[exitCode];
  const isFrozen = rules.some((rule) => rule.kind === 'freeze' && consequence(rule) > 0);
  const nextFree = isFrozen ? decided.nextFree : undefined;
  return {
    decision,
    exitCode,
    summary: summaryOf(decision, { policy: plan.policy, environment, rules, breakGlass, nextFree }),
    rules,
    ...(nextFree && { nextFree }),
  };
}

function rulesOf(plan: EvaluationPlan, { mode, gates, freezes, limits, incidents }: Decided): RuleResult[] {
  const inShadow = mode === 'shadow' || plan.mode === 'shadow';
  const rule = (
    kind: RuleKind,
    { name, mode, location }: Named,
    finding: RuleFinding | undefined,
  ): RuleResult => ({
    kind,
    name,
    severity: 'block',
    mode: inShadow ? 'shadow' : mode,
    location,
    ...(finding ?? notJudged(location)),
  });
  return [
    ...plan.gates.map((gate) => withOwn(rule('gate', gate, gates.get(gate.name)), gate)),
    ...plan.freezes.map((freeze) => rule('freeze', freeze, freezes.get(freeze.name))),
    ...incidents.map(({ name, location, ...finding }) =>
      rule('freeze', { name, location, mode: 'enforce' }, finding),
    ),
    ...plan.limits.map((limit) => rule('limit', limit, limits.get(limit.name))),
  ];
}

interface Named {
  readonly name: string;
  readonly mode: Mode;
  readonly location: PlanLocation;
}

/** What only gates have. */
function withOwn(rule: RuleResult, { severity, runbook }: Gate): RuleResult {
  const isOpen = rule.verdict === 'fail' || rule.verdict === 'unknown';
  return { ...rule, severity, ...(isOpen && runbook !== undefined && { runbook }) };
}

/** A rule that nobody judged is unknown. */
function notJudged({ span }: PlanLocation): RuleFinding {
  return { verdict: 'unknown', reasons: [{ text: 'it was not judged', span }], warnings: [] };
}

function withGlass(rule: RuleResult, reason: string | undefined): RuleResult {
  if (reason === undefined || !givesWayToBrokenGlass(rule)) return rule;
  return { ...rule, override: { by: 'break-glass', text: reason } };
}
