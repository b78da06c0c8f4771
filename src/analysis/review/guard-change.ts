/** One guard of a rollout that was changed: which of the two is the weaker, by what kind of thing it is. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Condition } from '../../plan/plan.ts';
import { formatDuration } from '../../plan/units.ts';
import { withoutPlaces } from './side.ts';
import type { FactValues } from './space/components.ts';
import { type ReviewVerdict, verdictOf } from './verdict.ts';

/** One guard that was changed. */
export interface GuardChange {
  readonly type: RolloutChangeType;
  readonly verdict: ReviewVerdict;
  /** False where it cannot be said which of the two is the stronger. */
  readonly proved: boolean;
  readonly was?: string;
  readonly is?: string;
  /** What BASE's condition acts upon, and HEAD's does not. */
  readonly facts?: FactValues;
  /** What each of the two conditions is there: `true`, `false`, `unknown`. */
  readonly says?: { readonly base: string; readonly head: string };
}

export type RolloutChangeType =
  | 'stages'
  | 'approval'
  | 'exit_gates'
  | 'checks'
  | 'check_times'
  | 'tolerate'
  | 'on_fail'
  | 'roll_back'
  | 'unknown_policy'
  | 'dwell'
  | 'cooldown'
  | 'deadline'
  | 'identity'
  | 'driver'
  | 'finish'
  | 'runway'
  | 'first'
  | 'concurrent'
  | 'steps'
  | 'stage_when'
  | 'assignment'
  | 'mode';

/** Compares two conditions, of which the second is looser where it is true and the first is not. */
export type CompareConditions = (
  base: readonly Condition[] | undefined,
  head: readonly Condition[] | undefined,
  weaker: 'true' | 'false',
) => Omit<GuardChange, 'type'>;

/** What was found out of two conditions; nothing where they are equally strong. */
export function condition(
  type: RolloutChangeType,
  compared: ReturnType<CompareConditions>,
): readonly GuardChange[] {
  return compared.verdict === 'same' ? [] : [{ type, ...compared }];
}

type Show = (value: number) => string;

export const durationOrNever: Show = (value) => (Number.isFinite(value) ? formatDuration(value) : 'none');

/** Less of it is a weaker guard. */
export function less(type: RolloutChangeType, was: number, is: number, show: Show): readonly GuardChange[] {
  return was === is
    ? []
    : [{ type, verdict: verdictOf(is < was, is > was), proved: true, was: show(was), is: show(is) }];
}

/** More of it is a weaker guard. */
export function more(type: RolloutChangeType, was: number, is: number, show: Show): readonly GuardChange[] {
  return less(type, -was, -is, (value) => show(-value));
}

/** A lower rank in any place is weaker there. */
export function ranked(
  type: RolloutChangeType,
  was: readonly number[],
  is: readonly number[],
  [text, now]: readonly [string, string],
): readonly GuardChange[] {
  const verdict = verdictOf(
    was.some((rank, i) => (is[i] ?? 0) < rank),
    was.some((rank, i) => (is[i] ?? 0) > rank),
  );
  return verdict === 'same' ? [] : [{ type, verdict, proved: true, was: text, is: now }];
}

/** Another thing, which is neither weaker nor stronger. */
export function other(
  type: RolloutChangeType,
  base: unknown,
  head: unknown,
  was?: string,
  is?: string,
): readonly GuardChange[] {
  const [a, b] = [canonicalJson(withoutPlaces(base) ?? null), canonicalJson(withoutPlaces(head) ?? null)];
  if (a === b) return [];
  return [{ type, verdict: 'incomparable', proved: true, was: was ?? a, is: is ?? b }];
}
