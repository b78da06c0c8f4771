/** Clocks that disagree: how it is said, and that it is told once. */
import { type Moment, NOTABLE_SKEW } from './credit.ts';
import type { RolloutEvent } from './turn.ts';

/** `skew`: milliseconds that the store's clock is ahead. */
export function skewText(skew: number, other: string): string {
  const seconds = Math.round(Math.abs(skew) / 1_000);
  return `the clock of the store is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the clock of ${other}`;
}

export function isNotable({ skew = 0 }: Moment): boolean {
  return Math.abs(skew) > NOTABLE_SKEW;
}

/** `told`: of this start it was told already. */
export function skewSeen(moment: Moment, told: boolean): readonly RolloutEvent[] {
  const { skew = 0 } = moment;
  return !told && isNotable(moment) ? [{ type: 'clocks.apart', why: skewText(skew, 'this machine') }] : [];
}
