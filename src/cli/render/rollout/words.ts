/** How rollouts are spoken of. */
import type { RolloutStatus } from '../../../app/index.ts';
import { positionText } from '../../../plan/assignment.ts';
import { formatDuration } from '../../../plan/units.ts';
import { isUnknown, type Known } from '../../../plan/value.ts';
import type { Role } from '../../text/text.ts';

export const phaseRoles = {
  pending: 'info',
  shifting: 'info',
  observing: 'info',
  paused: 'warning',
  completed: 'pass',
  rolling_back: 'fail',
  rolled_back: 'fail',
  failed: 'fail',
} as const satisfies Record<RolloutStatus['phase'], Role>;

/** `observing`, `rolled back`, `paused (freeze)`. */
export function phaseText({ phase, pause }: Pick<RolloutStatus, 'phase' | 'pause'>): string {
  const word = phase.replace('_', ' ');
  return pause ? `${word} (${pause.by})` : word;
}

export function actualText(actual: Known<number>, audiences?: readonly string[]): string {
  return isUnknown(actual) ? `unknown: ${actual.reason}` : positionText(actual, audiences);
}

/** `the stage is held, 4 min left` */
export function waitText({ why, left }: RolloutStatus['waits'][number]): string {
  return left === undefined ? why : `${why}, ${inSeconds(left)} left`;
}

/** To the second: nobody reads more of what goes by. */
export function inSeconds(ms: number): string {
  return ms < 500 ? '0 s' : formatDuration(Math.round(ms / 1000) * 1000);
}

/** When all of what it waits for ends, as far as that is known; milliseconds since the epoch. */
export function waitsUntil({ waits, lookedAt }: RolloutStatus): number | undefined {
  const left = waits.map((wait) => wait.left);
  return waits.length > 0 && left.every((one) => one !== undefined)
    ? lookedAt + Math.max(...left)
    : undefined;
}
