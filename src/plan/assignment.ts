/**
 * Who takes part in a rollout that assigns users one by one, and the flag that is published for it: everything that a
 * reader needs to answer alone.
 */
import type { Term } from './term.ts';
import { formatNumber } from './units.ts';

export interface Assignment {
  /** What the hash of a user begins with: `policy/rollout/`, or the seed as it is written. */
  readonly seed: string;
  /** Attributes of a user whose texts are joined by `:` and hashed. */
  readonly by: readonly string[];
  /** In turn; the first that is true decides. */
  readonly overrides: readonly Override[];
  /** In turn, as the position of the rollout passes them; at least one. */
  readonly audiences: readonly Audience[];
  /** Several new versions at once; empty: one. */
  readonly variants: readonly string[];
}

/** `who`: a condition on the user: his attributes are the local `context`, those of `by` and `actor` locals of their own. */
export interface Override {
  readonly who: Term;
  readonly in: boolean;
}

export interface Audience {
  /** Absent where everybody is the audience and none was written. */
  readonly name?: string;
  /** Absent: everybody. */
  readonly who?: Term;
  /** The highest weight of its stages, percent: more of it is never in. */
  readonly reaches: number;
  /** How the variants share its users: at a weight and above, each so many percent. Ascending; empty without variants. */
  readonly splits: readonly Split[];
}

export interface Split {
  /** Percent, the sum of the weights. */
  readonly weight: number;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * How far a rollout is, as one number that only rises on the way up: the number of audiences that were passed × 100, and
 * the percentage within the present one. Of internal users and the public, 50 is half of the internal ones, and 110 all
 * that were reached of them and a tenth of the public. With one audience it is the percentage.
 */
export type Position = number;

/** Percent that an audience has at a position; `index`: how many there are before it. */
export function weightIn({ reaches }: Pick<Audience, 'reaches'>, index: number, position: Position): number {
  return Math.min(Math.max(position - index * 100, 0), reaches);
}

/** The audience that a position lies in, by index, and the percentage within it. */
export function placeOf(position: Position): { readonly audience: number; readonly weight: number } {
  const audience = Math.max(Math.ceil(position / 100) - 1, 0);
  return { audience, weight: Number((position - audience * 100).toPrecision(12)) };
}

/** Names of the audiences, where there are any. */
export function audienceNames(assignment: Assignment | undefined): readonly string[] | undefined {
  const names = assignment?.audiences.flatMap(({ name }) => name ?? []) ?? [];
  return names.length > 0 ? names : undefined;
}

/** For people: `internal 50 %`, and without audiences `50 %`. */
export function positionText(position: Position, audiences: readonly string[] = []): string {
  const { audience, weight } = placeOf(position);
  const name = position > 0 ? audiences[audience] : undefined;
  return name === undefined ? `${formatNumber(position)} %` : `${name} ${formatNumber(weight)} %`;
}

/** Whether what a store holds is one: somebody else may have written it. */
export function isAssignment(value: unknown): value is Assignment {
  const { seed, by, overrides, audiences, variants } = (value ?? {}) as Partial<Assignment>;
  return (
    typeof seed === 'string' &&
    [by, overrides, audiences, variants].every(Array.isArray) &&
    audiences?.[0] !== undefined &&
    audiences.every(({ reaches, splits }) => typeof reaches === 'number' && Array.isArray(splits))
  );
}

/** A flag as it is published: one value, which is read and written whole. */
export interface Flag {
  readonly policy: string;
  readonly rollout: string;
  /** False: nobody is in, whoever they are. */
  readonly enabled: boolean;
  /** The controller does not move it; for people, and no part of an answer. */
  readonly paused: boolean;
  readonly position: Position;
  readonly assignment: Assignment;
}
