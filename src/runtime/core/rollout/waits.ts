/** What keeps every rise, in the words of a wait. */
import { MOST_SKEW } from './credit.ts';
import type { Wait } from './record.ts';
import type { Closed, Sighting } from './turn.ts';

export function freezeWait({ why, left }: Pick<Closed, 'why' | 'left'>): Wait {
  return { for: 'freeze', why, ...(left !== undefined && { left }) };
}

/** By which clock a freeze has closed, and how long something lasted, is not known where clocks differ so much. */
export function clockWait({ skew = 0 }: Sighting): Wait | undefined {
  const apart = Math.abs(skew);
  if (apart <= MOST_SKEW) return undefined;
  const seconds = Math.round(apart / 1_000);
  return {
    for: 'clock',
    why: `the clock of the store is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the clock of this machine`,
  };
}
