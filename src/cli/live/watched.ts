/** What the live view knows of a rollout: each event of the run adds to it. */
import type { RolloutStatus, RunEvent } from '../../app/index.ts';
import type { RolloutChange } from '../render/rollout/change-lines.ts';

export interface Watched {
  /** Absent before the first look. */
  readonly status?: RolloutStatus;
  /** The last values of each check, by its condition. */
  readonly samples: ReadonlyMap<string, readonly (number | undefined)[]>;
  /** What happened, in order; observations only where they say something new. */
  readonly told: readonly Told[];
  /** Who looks after it, where this process does not. */
  readonly heldBy?: string;
  /** The checks were observed since the last status. */
  readonly observed?: true;
  /** What the last observation came to. */
  readonly verdict?: RolloutChange['to'];
}

export interface Told {
  readonly key: number;
  readonly at: number;
  readonly change: RolloutChange;
}

/** Values that are kept of a check. */
const MOST_SAMPLES = 60;

export const nothingWatched: Watched = { samples: new Map(), told: [] };

export function watchedAfter(before: Watched, event: RunEvent): Watched {
  switch (event.type) {
    case 'rollout.changed':
      return changedAfter(before, event);
    case 'rollout.status': {
      const { heldBy: _, observed, ...rest } = before;
      const samples = observed ? sampled(before.samples, event.status) : before.samples;
      return { ...rest, status: event.status, samples };
    }
    case 'rollout.held':
      return { ...before, heldBy: event.by };
    default:
      return before;
  }
}

function changedAfter(
  before: Watched,
  { sequence, at, change }: Extract<RunEvent, { readonly type: 'rollout.changed' }>,
): Watched {
  const told = [...before.told, { key: sequence, at, change }];
  if (change.type !== 'checks.observed') return { ...before, told };
  const isNew = change.to !== before.verdict;
  return { ...before, observed: true, verdict: change.to, ...(isNew && { told }) };
}

function sampled(samples: Watched['samples'], { checks }: RolloutStatus): Watched['samples'] {
  return new Map(
    checks.map(({ condition, value }) => [
      condition,
      [...(samples.get(condition) ?? []), value].slice(-MOST_SAMPLES),
    ]),
  );
}
