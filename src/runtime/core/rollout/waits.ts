/** What keeps every rise, in the words of a wait. */
import { MOST_SKEW } from './credit.ts';
import type { Wait } from './record.ts';
import { skewText } from './skew.ts';
import type { Closed, Sighting } from './turn.ts';

export function freezeWait({ why, left }: Pick<Closed, 'why' | 'left'>): Wait {
  return { for: 'freeze', why, ...(left !== undefined && { left }) };
}

/** By which clock a freeze has closed, and how long something lasted, is not known where clocks differ so much. */
export function clockWait({ skew = 0 }: Sighting): Wait | undefined {
  const apart = Math.abs(skew);
  return apart <= MOST_SKEW ? undefined : { for: 'clock', why: skewText(skew, 'this machine') };
}
