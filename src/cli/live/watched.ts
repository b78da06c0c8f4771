/** What the live view knows of the rollouts that it shows: each event of the run adds to it. */
import type { RolloutStatus, RunEvent } from '../../app/index.ts';
import type { RolloutChange } from '../render/rollout/change-lines.ts';

export interface Watched {
  /** By name, in the order in which they were first heard of; several where they are released as a group. */
  readonly rollouts: ReadonlyMap<string, WatchedRollout>;
  /** What happened, in order; observations only where they say something new. */
  readonly told: readonly Told[];
}

export interface WatchedRollout {
  /** Absent before the first look. */
  readonly status?: RolloutStatus;
  /** The last values of each check, by its condition. */
  readonly samples: ReadonlyMap<string, readonly (number | undefined)[]>;
  /** Who looks after it, where this process does not. */
  readonly heldBy?: string;
  /** The checks were observed since the last status. */
  readonly observed?: true;
  /** What the last observation came to. */
  readonly verdict?: RolloutChange['to'];
  /** What happened before its first status, which says whether it is one of a group. */
  readonly untold: readonly Told[];
}

export interface Told {
  readonly key: number;
  readonly at: number;
  readonly change: RolloutChange;
  /** Which one of a group. */
  readonly of?: string;
}

/** Values that are kept of a check. */
const MOST_SAMPLES = 60;

export const nothingWatched: Watched = { rollouts: new Map(), told: [] };

const nothingHeard: WatchedRollout = { samples: new Map(), untold: [] };

export function watchedAfter(before: Watched, event: RunEvent): Watched {
  switch (event.type) {
    case 'rollout.changed':
      return changedAfter(before, event);
    case 'rollout.status':
      return seenAfter(before, event.status);
    case 'rollout.held':
      return withRollout(before, event.name, { ...heard(before, event.name), heldBy: event.by });
    default:
      return before;
  }
}

function heard({ rollouts }: Watched, name: string): WatchedRollout {
  return rollouts.get(name) ?? nothingHeard;
}

function withRollout(before: Watched, name: string, rollout: WatchedRollout): Watched {
  return { ...before, rollouts: new Map(before.rollouts).set(name, rollout) };
}

function seenAfter(before: Watched, status: RolloutStatus): Watched {
  const { heldBy: _, observed, samples, untold, ...rest } = heard(before, status.name);
  const after = withRollout(before, status.name, {
    ...rest,
    status,
    samples: observed ? sampled(samples, status) : samples,
    untold: [],
  });
  return { ...after, told: [...before.told, ...untold.map((told) => ({ ...told, ...placeOf(status) }))] };
}

function changedAfter(
  before: Watched,
  { sequence, at, name, change }: Extract<RunEvent, { readonly type: 'rollout.changed' }>,
): Watched {
  const rollout = heard(before, name);
  const { status, verdict, untold } = rollout;
  const isObservation = change.type === 'checks.observed';
  const after: WatchedRollout = isObservation ? { ...rollout, observed: true, verdict: change.to } : rollout;
  if (isObservation && change.to === verdict) return withRollout(before, name, after);
  const told: Told = { key: sequence, at, change };
  if (!status) return withRollout(before, name, { ...after, untold: [...untold, told] });
  return { ...withRollout(before, name, after), told: [...before.told, { ...told, ...placeOf(status) }] };
}

function placeOf({ group, identity }: RolloutStatus): Pick<Told, 'of'> {
  return group === undefined ? {} : { of: identity.rollout };
}

function sampled(samples: WatchedRollout['samples'], { checks }: RolloutStatus): WatchedRollout['samples'] {
  return new Map(
    checks.map(({ condition, value }) => [
      condition,
      [...(samples.get(condition) ?? []), value].slice(-MOST_SAMPLES),
    ]),
  );
}
