/** What a review says. */
import type { Known, Value } from '../../plan/value.ts';
import type { ReleaseFields } from '../judge.ts';

/** Of HEAD against BASE: whether some input that BASE stops gets through, and the other way round. */
export type ReviewVerdict = 'same' | 'stricter' | 'looser' | 'incomparable';

export interface Assessment {
  readonly verdict: ReviewVerdict;
  /** False where not every input could be decided: then the verdict counts what is open as let through. */
  readonly proved: boolean;
  /** For a verdict that lets something through: an input, judged by both plans. */
  readonly witness?: Witness;
}

/** An input that BASE stops, or stops harder, and HEAD does not. */
export interface Witness {
  readonly at: number;
  /** At another time it may be judged otherwise. */
  readonly isTimed: boolean;
  readonly release: ReleaseFields;
  /** By id, as HEAD observes them. */
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Facts that BASE observes in another way, where it saw something else. */
  readonly before: ReadonlyMap<string, Known<Value>>;
  /** Earlier starts that a limit counts, milliseconds before `at`: in BASE's scope, and in HEAD's. */
  readonly starts?: { readonly base: readonly number[]; readonly head: readonly number[] };
  /** Of sustained gates: how many of their looks fail. */
  readonly looks?: readonly { readonly gate: string; readonly base: Looks; readonly head: Looks }[];
  /** What each of them says, in a sentence. */
  readonly base: string;
  readonly head: string;
}

export interface Looks {
  readonly failed: number;
  readonly of: number;
}

/** Of what lets more through somewhere, and what stops more somewhere. */
export function verdictOf(loosens: boolean, tightens: boolean): ReviewVerdict {
  if (loosens) return tightens ? 'incomparable' : 'looser';
  return tightens ? 'stricter' : 'same';
}

/** Whether it lets anything through. */
export function loosens(verdict: ReviewVerdict): boolean {
  return verdict === 'looser' || verdict === 'incomparable';
}

function tightens(verdict: ReviewVerdict): boolean {
  return verdict === 'stricter' || verdict === 'incomparable';
}

/** What holds of a whole whose parts have these verdicts, and each part its own inputs. */
export function together(verdicts: readonly ReviewVerdict[]): ReviewVerdict {
  return verdictOf(verdicts.some(loosens), verdicts.some(tightens));
}

/** A whole of these parts: proved where each is, and shown by the input of the first that has one. */
export function allOf(parts: readonly Assessment[]): Assessment {
  const witness = parts.find((part) => part.witness)?.witness;
  return {
    verdict: together(parts.map((part) => part.verdict)),
    proved: parts.every((part) => part.proved),
    ...(witness && { witness }),
  };
}
