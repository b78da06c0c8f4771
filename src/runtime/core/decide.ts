/** From the gates' verdicts to the decision, which is the worst of them. */
import type { Decision, DecisionWord, ExitCode, RuleResult } from '../../plan/decision.ts';
import type { EvaluationPlan, Gate, Mode } from '../../plan/plan.ts';
import type { GateResult } from './gate.ts';

export interface Decided {
  readonly environment: string | undefined;
  /** `shadow`: the whole run enforces nothing. */
  readonly mode: Mode;
  /** By gate. */
  readonly results: ReadonlyMap<string, GateResult>;
}

const words: Readonly<Record<ExitCode, DecisionWord>> = { 0: 'safe', 1: 'blocked', 2: 'critical' };

export function decide(plan: EvaluationPlan, { environment, mode, results }: Decided): Decision {
  const inShadow = mode === 'shadow' || plan.mode === 'shadow';
  const rules = plan.gates.map((gate) => ruleResult(gate, inShadow, results.get(gate.name)));
  const applied = rules.filter(({ verdict }) => verdict !== 'skipped');
  const worst = Math.max(0, ...applied.map(consequence));
  // Where nothing was asked, nothing is known to be safe.
  const exitCode = (applied.length === 0 ? Math.max(worst, 1) : worst) as ExitCode;
  const decision = words[exitCode];
  const head = `${decision[0]?.toUpperCase() ?? ''}${decision.slice(1)}`;
  const told = applied.length === 0 ? nothingApplied(plan, environment) : sentence(rules, applied);
  return { decision, exitCode, summary: `${head}: ${told}`, rules };
}

/** A gate that nobody judged is unknown. */
const notJudged: GateResult = { verdict: 'unknown', reasons: [], warnings: [] };

function ruleResult(gate: Gate, inShadow: boolean, result: GateResult = notJudged): RuleResult {
  const { name, severity, location, runbook } = gate;
  const open = result.verdict === 'fail' || result.verdict === 'unknown';
  return {
    kind: 'gate',
    name,
    severity,
    mode: inShadow ? 'shadow' : gate.mode,
    location,
    ...result,
    ...(result === notJudged && { reasons: [{ text: 'it was not judged', span: location.span }] }),
    ...(open && runbook !== undefined && { runbook }),
  };
}

/** What a rule makes of the exit code. Only here does 2 come from: a critical gate that failed or is unknown. */
function consequence(rule: RuleResult): ExitCode {
  if (!enforced(rule) || passes(rule)) return 0;
  return rule.severity === 'critical' ? 2 : 1;
}

function enforced({ mode, severity }: RuleResult): boolean {
  return mode === 'enforce' && severity !== 'advisory';
}

function passes({ verdict }: RuleResult): boolean {
  return verdict === 'pass' || verdict === 'skipped';
}

function nothingApplied(plan: EvaluationPlan, environment: string | undefined): string {
  const where = environment === undefined ? '' : ` to ${environment}`;
  return plan.gates.length === 0
    ? `the policy ${plan.policy} has no gates.`
    : `no gate of the policy ${plan.policy} applies${where}, so nothing was checked.`;
}

/** What stops the release, or that nothing does; then what is only reported. */
function sentence(rules: readonly RuleResult[], applied: readonly RuleResult[]): string {
  const open = applied.filter((rule) => !passes(rule));
  const stopping = open.filter(enforced);
  const reported = open.filter((rule) => !enforced(rule));
  const skipped = rules.length - applied.length;
  const warnings = applied.reduce((count, rule) => count + rule.warnings.length, 0);
  const parts = [
    stopping.length > 0
      ? stopped(stopping, applied.length)
      : passed(applied.length - open.length, applied.length),
    ...(reported.length > 0 ? [`not enforced: ${reported.map(nameOfReported).join(', ')}`] : []),
    ...(skipped > 0 ? [`${skipped} ${skipped === 1 ? 'does' : 'do'} not apply`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return `${parts.join('; ')}.`;
}

function stopped(stopping: readonly RuleResult[], of: number): string {
  const worstFirst = stopping.toSorted((a, b) => consequence(b) - consequence(a));
  const names = worstFirst.map(({ name, severity }) =>
    severity === 'critical' && stopping.length > 1 ? `${name} (critical)` : name,
  );
  return `${stopping.length} of ${gates(of)} ${stopping.length === 1 ? 'does' : 'do'} not pass: ${names.join(', ')}`;
}

function passed(passing: number, of: number): string {
  if (passing < of) return `${passing} of ${gates(of)} ${passing === 1 ? 'passes' : 'pass'}`;
  return of === 1 ? 'the one gate passes' : `all ${gates(of)} pass`;
}

function gates(count: number): string {
  return `${count} ${count === 1 ? 'gate' : 'gates'}`;
}

function nameOfReported({ name, mode }: RuleResult): string {
  return `${name} (${mode === 'shadow' ? 'shadow' : 'advisory'})`;
}
