/** The decision in one sentence: what stops the release, or that nothing does; then what is only reported. */
import type { DecisionWord, NextFree, RuleResult } from '../../plan/decision.ts';
import { consequence, isEnforced, passes } from './consequence.ts';

export interface Summarised {
  /** The policy's name. */
  readonly policy: string;
  readonly environment: string | undefined;
  readonly rules: readonly RuleResult[];
  /** Why the glass was broken, where it was. */
  readonly breakGlass: string | undefined;
  readonly nextFree: NextFree | undefined;
}

/** It opens with `Safe:`, `Blocked:` or `Critical:`. */
export function summaryOf(decision: DecisionWord, summarised: Summarised): string {
  const { rules } = summarised;
  const head = `${decision[0]?.toUpperCase() ?? ''}${decision.slice(1)}`;
  const applied = rules.filter(({ verdict }) => verdict !== 'skipped');
  if (applied.length === 0)
    return `${head}: ${decision === 'safe' ? 'nothing stops the rollout.' : nothingApplied(summarised)}`;
  return `${head}: ${sentence(summarised, applied)}`;
}

function nothingApplied({ policy, environment, rules }: Summarised): string {
  if (rules.length === 0) return `the policy ${policy} has no gates.`;
  const where = environment === undefined ? '' : ` to ${environment}`;
  return `no ${nounFor(rules)} of the policy ${policy} applies${where}, so nothing was checked.`;
}

function sentence({ rules, breakGlass, nextFree }: Summarised, applied: readonly RuleResult[]): string {
  const open = applied.filter((rule) => !passes(rule));
  const stopping = open.filter((rule) => consequence(rule) > 0);
  const reported = open.filter((rule) => !isEnforced(rule));
  const exempt = applied.filter(({ override }) => override?.by === 'except').length;
  const skipped = rules.length - applied.length;
  const warnings = applied.reduce((count, rule) => count + rule.warnings.length, 0);
  const noun = nounFor(rules);
  const parts = [
    ...(breakGlass === undefined ? [] : [glass(breakGlass, open)]),
    stopping.length > 0
      ? stopped(stopping, count(applied.length, noun))
      : passed(applied.length - open.length, applied.length, noun),
    ...(nextFree ? [`the next free slot is ${nextFree.text}`] : []),
    ...(reported.length > 0 ? [`not enforced: ${reported.map(nameOfReported).join(', ')}`] : []),
    ...(exempt > 0 ? [`${count(exempt, 'exemption')} used`] : []),
    ...(skipped > 0 ? [`${skipped} ${skipped === 1 ? 'does' : 'do'} not apply`] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** `glass broken for black-friday: the shop is down and this is the repair`. */
function glass(reason: string, open: readonly RuleResult[]): string {
  const names = open.filter(({ override }) => override).map(({ name }) => name);
  return `glass broken${names.length === 0 ? '' : ` for ${names.join(', ')}`}: ${reason}`;
}

function stopped(stopping: readonly RuleResult[], of: string): string {
  const worstFirst = stopping.toSorted((a, b) => consequence(b) - consequence(a));
  const names = worstFirst.map(({ name, severity }) =>
    severity === 'critical' && stopping.length > 1 ? `${name} (critical)` : name,
  );
  return `${stopping.length} of ${of} ${stopping.length === 1 ? 'does' : 'do'} not pass: ${names.join(', ')}`;
}

function passed(passing: number, of: number, noun: string): string {
  if (passing < of)
    return `${passing} of ${count(of, noun)} ${passing === 1 || of === 1 ? 'passes' : 'pass'}`;
  return of === 1 ? `the one ${noun} passes` : `all ${count(of, noun)} pass`;
}

/** Where there are gates alone they are called that. */
function nounFor(rules: readonly RuleResult[]): string {
  return rules.every(({ kind }) => kind === 'gate') ? 'gate' : 'rule';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function nameOfReported({ name, mode }: RuleResult): string {
  return `${name} (${mode === 'shadow' ? 'shadow' : 'advisory'})`;
}
