/** What was observed in one stage, in the simulation's own account. */
import { FALSE, TRUE, UNKNOWN } from '../../src/plan/kleene.ts';
import type { Tolerance } from '../../src/plan/rollout.ts';
import type { CheckSighting } from '../../src/runtime/core/rollout/turn.ts';
import type { Mark } from './account.ts';

export interface StageAccount {
  /** When its weight was asked for; and by the rollout's own clock, with when it was last observed. */
  aimed?: Mark;
  aimedAt?: number;
  checkedAt?: number;
  /** When its weight was read back. */
  entered?: Mark;
  /** The most that its hold can have got, milliseconds. */
  held: number;
  last: 'none' | 'pass' | 'fail' | 'unknown';
  /** All known observations; true is a failure. */
  readonly failures: boolean[];
  readonly triggers: boolean[];
  readonly isSkipped: boolean;
  /** A person waived the rest of the hold. */
  isWaived: boolean;
}

export function freshStage(): StageAccount {
  return { held: 0, last: 'none', failures: [], triggers: [], isSkipped: false, isWaived: false };
}

export function note(account: StageAccount, { passed, trigger }: CheckSighting): void {
  if (passed === TRUE || passed === FALSE) account.failures.push(passed === FALSE);
  if (trigger === TRUE || trigger === FALSE) account.triggers.push(trigger === TRUE);
  if (passed === UNKNOWN || trigger === UNKNOWN) account.last = 'unknown';
  else account.last = passed === TRUE && trigger === FALSE ? 'pass' : 'fail';
}

export function isTooMuch(tolerance: Tolerance, seen: readonly boolean[]): boolean {
  const failures = (some: readonly boolean[]) => some.filter(Boolean).length;
  switch (tolerance.kind) {
    case 'total':
      return failures(seen) > tolerance.count;
    case 'of':
      return failures(seen.slice(-tolerance.of)) > tolerance.count;
    case 'consecutive':
      return seen.length - 1 - seen.lastIndexOf(false) > tolerance.count;
  }
}
