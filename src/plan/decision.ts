/** What an evaluation says, and why. */
import type { GateSeverity, Mode, PlanLocation } from './plan.ts';
import type { TermSpan } from './term.ts';

export type Verdict = 'pass' | 'fail' | 'unknown' | 'skipped';
export type DecisionWord = 'safe' | 'blocked' | 'critical';

/** 0 safe, 1 blocked, 2 critical; the set is closed. */
export type ExitCode = 0 | 1 | 2;

/** One reason: a condition that is not true, observed against its limit. */
export interface Reason {
  /** `disk.used 91 % is not < 85 %`. */
  readonly text: string;
  /** The condition that this is about. */
  readonly span: TermSpan;
}

export interface RuleResult {
  readonly kind: 'gate';
  readonly name: string;
  readonly verdict: Verdict;
  readonly severity: GateSeverity;
  /** The rule's own mode, or `shadow` when the whole policy or run is. */
  readonly mode: Mode;
  /** Why it is not a pass, or why it was skipped; empty for a plain pass. */
  readonly reasons: readonly Reason[];
  /** What `prefer` found. */
  readonly warnings: readonly Reason[];
  /** The policy's own message and runbook; present only when the rule did not pass. */
  readonly message?: string;
  readonly runbook?: string;
  readonly location: PlanLocation;
}

export interface Decision {
  readonly decision: DecisionWord;
  readonly exitCode: ExitCode;
  /** One sentence that opens with `Safe:`, `Blocked:` or `Critical:`. */
  readonly summary: string;
  readonly rules: readonly RuleResult[];
}
