/** What the verdict of one rule means for the decision. */
import type { ExitCode, RuleResult } from '../../plan/decision.ts';

/** What a rule makes of the exit code. Only here does 2 come from: a critical gate that failed or is unknown. */
export function consequence(rule: RuleResult): ExitCode {
  if (!isEnforced(rule) || passes(rule) || rule.override) return 0;
  return rule.severity === 'critical' ? 2 : 1;
}

export function isEnforced({ mode, severity }: RuleResult): boolean {
  return mode === 'enforce' && severity !== 'advisory';
}

export function passes({ verdict }: RuleResult): boolean {
  return verdict === 'pass' || verdict === 'skipped';
}

/**
 * What a broken glass lets through: closed freezes, used-up limits, gates about which nothing is known. Never what is known
 * to be wrong, and never a critical gate.
 */
export function givesWayToBrokenGlass(rule: RuleResult): boolean {
  if (consequence(rule) === 0) return false;
  return rule.kind === 'gate' ? rule.verdict === 'unknown' && rule.severity !== 'critical' : true;
}
