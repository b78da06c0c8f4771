/** Health scores: what a weighted mean of criteria is, and what it is called. */
import type { Score } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';

export interface ScoreResult {
  /** What each criterion counted, in the order of the policy. */
  readonly shares: readonly Known<number>[];
  /** From 0 to 1. */
  readonly value: Known<number>;
  readonly status: 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY' | 'UNKNOWN';
}

/** Unknown when one of its criteria is: a mean of the rest would hide it. */
export function scoreOf({ criteria, healthy, degraded }: Score, facts: Facts): ScoreResult {
  const shares = criteria.map(({ of }) => asShare(evaluate(of, facts)));
  let sum = 0;
  let weights = 0;
  for (const [index, { weight }] of criteria.entries()) {
    const share = shares[index] ?? unknown('it was not looked at');
    if (isUnknown(share)) return { shares, value: share, status: 'UNKNOWN' };
    sum += weight * share;
    weights += weight;
  }
  // Sums of thirds and tenths are a little off; a limit that is met exactly is met.
  const value = Number((sum / weights).toPrecision(12));
  return {
    shares,
    value,
    status: value >= healthy ? 'HEALTHY' : value >= degraded ? 'DEGRADED' : 'UNHEALTHY',
  };
}

function asShare(value: ReturnType<typeof evaluate>): Known<number> {
  if (isUnknown(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'number') return unknown('a criterion is no number');
  return value >= 0 && value <= 1 ? value : unknown(`a criterion is ${value}, and not between 0 and 1`);
}
