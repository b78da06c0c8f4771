/**
 * Whether a user is in, from the published flag alone. What is not known lets nobody in: a condition that is unknown is no
 * reason to be in, and one that would keep him out does.
 */
import { type Assignment, type Flag, placeOf, weightsAt } from '../../../plan/assignment.ts';
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
  const out = (why: Why): Answer => ({
    in: false,
    variant: 'stable',
    bucket: isUnknown(bucket) ? bucket : bucket.share,
    why,
  });
  // Overrides, too, are part of a rollout: at 0 % nobody is in.
  if (!enabled) return out('disabled');
  if (position <= 0) return out('outside');
  if (isUnknown(bucket)) return out('unknown');
  const inside = (audience: number, weight: number, why: Why): Answer => ({
    in: true,
    variant: variantOf(assignment, audience, weight, bucket.variant),
    bucket: bucket.share,
    why,
  });

  const judge = conditionsFor(assignment, user, now);
  const { audiences, overrides } = assignment;
  for (const override of overrides) {
    const holds = judge(override.who);
    const { audience, weight } = placeOf(position);
    if (holds === true && override.in) return inside(audience, weight, 'override');
    if (!override.in && holds !== false) return out('override');
  }
  let why: Why = 'outside';
  for (const [index, weight] of weightsAt(audiences, position).entries()) {
    const who = audiences[index]?.who;
    if (weight === 0 || (who && judge(who) !== true)) continue;
    why = who && weight === 100 ? 'audience' : 'share';
    if (bucket.share < weight / 100) return inside(index, weight, why);
  }
  return out(why);
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
function conditionsFor({ by }: Assignment, user: User, now: number): (term: Term) => Known<boolean> {
  let locals: Locals | undefined;
  const facts = { get: (id: string) => (id === 'now' ? now : undefined) };
  return (term) => {
    locals ??= new Map<string, Value>([
      ...['actor', ...by].flatMap((name) => {
        const value = user.get(name);
        return typeof value === 'string' ? ([[name, value]] as const) : [];
      }),
      ['context', user],
    ]);
    const value = evaluate(term, facts, locals);
    return typeof value === 'boolean' || isUnknown(value) ? value : unknown('it is not a boolean');
  };
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
  const chosen = variants.find((name) => (left -= split.weights[name] ?? 0) < 0);
  // What is left over by rounding is the last one's.
  return chosen ?? variants.at(-1) ?? 'canary';
}
