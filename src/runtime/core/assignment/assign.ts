/**
 * Whether a user is in, from the published flag alone. What is not known lets nobody in: a condition that is unknown is no
 * reason to be in, and one that would keep him out does.
 */
import { type Assignment, type Audience, type Flag, placeOf, weightIn } from '../../../plan/assignment.ts';
import type { Term } from '../../../plan/term.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../plan/value.ts';
import { evaluate, type Locals } from '../evaluate.ts';
import { type Bucket, bucketOf } from './bucket.ts';

export interface Answer {
  readonly in: boolean;
  /** What he gets: one of the variants, without these `canary`; `stable` when he is out. */
  readonly variant: string;
  /** From 0 to 1. */
  readonly bucket: Known<number>;
  readonly why: Why;
}

export type Why =
  /** It is switched off. */
  | 'disabled'
  /** A condition decided. */
  | 'override'
  | 'audience'
  /** His place and the weight did. */
  | 'share'
  /** It is nobody's turn, or not his. */
  | 'outside'
  /** Who he is was not said. */
  | 'unknown';

/** Attributes of a user by their names. */
export type User = ReadonlyMap<string, Value>;

/** `now`: milliseconds since the epoch, for conditions that end. */
export function assign({ enabled, position, assignment }: Flag, user: User, now: number): Answer {
  const bucket = bucketIn(assignment, user);
  const share = isUnknown(bucket) ? bucket : bucket.share;
  if (!enabled) return outside(share, 'disabled');
  if (isUnknown(bucket) || isUnknown(share)) return outside(share, 'unknown');
  // Overrides, too, are part of a rollout: at 0 % nobody is in.
  if (position <= 0) return outside(share, 'outside');
  const { audiences, overrides } = assignment;
  let locals: Locals | undefined;
  for (const override of overrides) {
    const holds = judge(override.who, (locals ??= localsOf(assignment, user)), now);
    const { audience, weight } = placeOf(position);
    if (holds === true && override.in) return inside(assignment, audience, weight, bucket, 'override');
    if (!override.in && holds !== false) return outside(share, 'override');
  }
  let why: Why = 'outside';
  for (let index = 0; index < audiences.length; index++) {
    const audience = audiences[index] as Audience;
    const weight = weightIn(audience, index, position);
    if (weight === 0) continue;
    const { who } = audience;
    if (who && judge(who, (locals ??= localsOf(assignment, user)), now) !== true) continue;
    why = who && weight === 100 ? 'audience' : 'share';
    if (share < weight / 100) return inside(assignment, index, weight, bucket, why);
  }
  return outside(share, why);
}

function outside(bucket: Known<number>, why: Why): Answer {
  return { in: false, variant: 'stable', bucket, why };
}

function inside(
  assignment: Assignment,
  audience: number,
  weight: number,
  { share, variant }: Bucket,
  why: Why,
): Answer {
  return { in: true, variant: variantOf(assignment, audience, weight, variant), bucket: share, why };
}

function bucketIn({ seed, by }: Assignment, user: User): Known<Bucket> {
  const fields: string[] = [];
  for (const name of by) {
    const value = user.get(name);
    // Everybody without a name would stand in the same place.
    if (typeof value !== 'string' || value === '') return unknown(`the user has no \`${name}\``);
    fields.push(value);
  }
  return bucketOf(seed, fields);
}

/** The attributes that are named by `by`, and the actor, have names of their own; all are in `context`. */
function localsOf({ by }: Assignment, user: User): Locals {
  const locals = new Map<string, Value>([['context', user]]);
  for (const name of ['actor', ...by]) {
    const value = user.get(name);
    if (typeof value === 'string') locals.set(name, value);
  }
  return locals;
}

/** Undefined where it is not known. */
function judge(who: Term, locals: Locals, now: number): boolean | undefined {
  const value = evaluate(who, { get: (id) => (id === 'now' ? now : undefined) }, locals);
  return typeof value === 'boolean' ? value : undefined;
}

/** By a place of its own, so that more users do not move those who have a variant to another one. */
function variantOf(
  { variants, audiences }: Assignment,
  audience: number,
  weight: number,
  place: number,
): string {
  const splits = audiences[audience]?.splits ?? [];
  const split = splits.findLast((one) => one.weight <= weight) ?? splits[0];
  if (!split) return 'canary';
  let left = place * split.weight;
  let chosen = 'canary';
  for (const name of variants) {
    const share = split.weights[name] ?? 0;
    if (share === 0) continue;
    chosen = name;
    left -= share;
    if (left < 0) break;
  }
  return chosen;
}
