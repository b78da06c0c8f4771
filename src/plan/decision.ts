/** What an evaluation says, and why. */
import type { GateSeverity, Mode, PlanLocation } from './plan.ts';
import type { TermSpan } from './term.ts';
import type { Rate } from './window.ts';

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

export type RuleKind = 'gate' | 'freeze' | 'limit';

export interface RuleResult {
  readonly kind: RuleKind;
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
  /**
   * When time alone may turn the verdict, in milliseconds since the epoch: a freeze lifts, a limit admits the next. For a
   * freeze that is open now also absent, when it has no end that can be foreseen.
   */
  readonly until?: number;
  /** For a limit: what is left of each rate, in the order of the policy. */
  readonly left?: readonly (Rate & { readonly left: number })[];
  /** Who let it through although it did not pass: the condition of `except`, or a broken glass. It is audited. */
  readonly override?: Override;
  readonly location: PlanLocation;
}

export interface Override {
  readonly by: 'except' | 'break-glass';
  readonly text: string;
}

export interface Decision {
  readonly decision: DecisionWord;
  readonly exitCode: ExitCode;
  /** One sentence that opens with `Safe:`, `Blocked:` or `Critical:`. */
  readonly summary: string;
  readonly rules: readonly RuleResult[];
  /** Where freezes stop it: when next none of this environment does, as far as can be foreseen. */
  readonly nextFree?: NextFree;
}

export interface NextFree {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** On the clocks of the freeze that lifts then: `Tue 1 Dec 00:00 New York (in 3 d 4 h)`. */
  readonly text: string;
}
