/** What the store holds of a rollout: its record, and what it is about. */
import type { Json } from '../../../plan/audit.ts';
import type { Mode } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import { started } from '../../core/rollout/advance.ts';
import type { Moment } from '../../core/rollout/credit.ts';
import type { RolloutRecord } from '../../core/rollout/record.ts';
import type { Roles } from '../../ports/traffic.ts';
import type { StepPhase } from '../events.ts';

/** Which rollout: one of them is on its way at a time. */
export interface RolloutIdentity {
  readonly policy: string;
  readonly rollout: string;
  readonly workload?: string;
  readonly env?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly region?: string;
}

/** Fields of the release that are known, by name. */
export type StoredRelease = Readonly<Record<string, string>>;

export interface StoredRollout {
  readonly identity: RolloutIdentity;
  /** Of this start, for ever different: evidence belongs to it. */
  readonly attempt: string;
  /** The plan that it started with, and runs on to its end; it lies under `plan/DIGEST`. */
  readonly digest: string;
  readonly release: StoredRelease;
  /** What the stable slot runs, as far as it was released from here. */
  readonly stable?: StoredRelease;
  readonly roles: Roles;
  readonly actor: string;
  /** `shadow`: the whole path is gone through, and no traffic is shifted. */
  readonly mode: Mode;
  /** What `before:` and `after:` ask for. */
  readonly steps: Readonly<Record<StepPhase, StepsState>>;
  readonly record: RolloutRecord;
  /** Of the last look. */
  readonly moment: Moment;
}

export type StepsState = 'due' | 'done' | 'failed';

const parts = ['policy', 'rollout', 'workload', 'env', 'cluster', 'namespace', 'region'] as const;

/** The key of the record; every part has its place, so that no two identities share one. */
export function rolloutKey(identity: RolloutIdentity): string {
  return `rollout/${parts.map((part) => encodeURIComponent(identity[part] ?? '')).join('/')}`;
}

export function planKey(digest: string): string {
  return `plan/${digest}`;
}

/** Without a stable side there is nothing to compare with, and a policy may go straight to its last stage. */
export function rolloutAsRun(rollout: Rollout, { stable }: StoredRollout): Rollout {
  return rollout.first === 'skip' && !stable ? { ...rollout, stages: rollout.stages.slice(-1) } : rollout;
}

export interface Start extends Pick<
  StoredRollout,
  'identity' | 'attempt' | 'digest' | 'release' | 'actor' | 'mode' | 'moment'
> {
  /** Of the driver, for a rollout that was never here before. */
  readonly roles: Roles;
}

/**
 * A new start. Where the one before completed by exchanging the roles, they are exchanged now: until here the way back
 * was one change.
 */
export function startStored(
  before: StoredRollout | undefined,
  rollout: Rollout,
  start: Start,
): StoredRollout {
  const swapped = before?.record.phase === 'completed' && rollout.finish.promote === 'swap';
  const stable = swapped ? before.release : before?.stable;
  return {
    ...start,
    ...(before && { roles: swapped ? exchanged(before.roles) : before.roles }),
    ...(stable && { stable }),
    steps: { before: 'due', after: 'due' },
    record: started(before?.record),
  };
}

function exchanged({ stable, canary }: Roles): Roles {
  return { stable: canary, canary: stable };
}

/** Records are plain JSON, and only this program writes them. */
export function storedOf(value: Json): StoredRollout {
  return value as unknown as StoredRollout;
}

export function jsonOfStored(stored: StoredRollout): Json {
  return stored as unknown as Json;
}
