/** What one rollout needs from outside. */
import type { Actor } from '../../../plan/audit.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import type { Moment } from '../../core/rollout/credit.ts';
import type { Needs } from '../../core/rollout/needs.ts';
import type { RolloutRecord } from '../../core/rollout/record.ts';
import type { Closed, Request, Sighting } from '../../core/rollout/turn.ts';
import type { Clock } from '../../ports/index.ts';
import type { StateStore } from '../../ports/stores.ts';
import type { StepPhase, StepReport } from '../events.ts';
import type { Kept } from '../kept.ts';
import type { Baseline } from './baseline.ts';
import type { RolloutIdentity, SeenCheck, StoredRollout } from './stored.ts';
import type { Roles, TrafficDriver } from '../../ports/traffic.ts';
import type { Tier } from './tiers.ts';

/** What a rollout uses of a store. */
export type RolloutStore = Pick<
  StateStore,
  'now' | 'read' | 'list' | 'commit' | 'acquire' | 'renew' | 'release'
>;

export interface RolloutWorld {
  readonly state: RolloutStore;
  readonly driver: TrafficDriver;
  /** Ways back that are used in turn; absent: its own traffic alone. */
  readonly tiers?: readonly Tier[];
  /** Who acts: the controller, or the person who runs the command. */
  readonly actor: Actor;
  /** This process, for leases. */
  readonly holder: string;
  /** Whether the process of another holder is known to have died; where nobody can say it is not. */
  isGone(holder: string): boolean;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Who has proved to be the asker; undefined where nobody did. It does not reject, and takes two seconds at most, as whoever wants to leave waits for it. */
  identify(asked: StoredRequest, rollout: RolloutIdentity): Promise<Identity | undefined>;
  moment(): Promise<Moment>;
  /** Looks at what is needed. It does not reject but when the run is cancelled: what cannot be had is unknown. */
  observe(
    rollout: Rollout,
    record: RolloutRecord,
    needs: Needs,
    roles: Roles,
    baseline: Baseline | undefined,
  ): Promise<Observed>;
  /** Performs the steps of a phase; idempotent. Why one failed, or undefined; with what is to be told of each. */
  perform(phase: StepPhase, stored: StoredRollout): Promise<StepsDone>;
  /** The freezes as they are at this instant, read live. */
  freezes(at: number): Promise<Freezes>;
}

export interface Observed extends Pick<Sighting, 'checks' | 'missed' | 'identity' | 'exit' | 'next'> {
  /** The checks one by one, where they were observed. */
  readonly seen?: readonly SeenCheck[];
  /** What `prefer` found. */
  readonly warnings?: readonly string[];
  /** Of the stable side, while it has users. */
  readonly baseline?: Baseline;
  /** What it all rests upon, for the audit. */
  readonly kept?: Kept;
  /** The same of what was missed, by how long ago it was. */
  readonly keptOfPast?: ReadonlyMap<number, Kept>;
}

export interface StepsDone {
  readonly failed?: string;
  readonly reports: readonly StepReport[];
}

export interface Freezes {
  readonly starts?: Closed;
  readonly promotions?: Closed;
  /** When the next one closes that would stop a rise, milliseconds since the epoch; and one that would stop the first. */
  readonly next?: number;
  readonly nextStart?: number;
}

/** What a person asked of a rollout; it lies under `request/` until a look has taken it up. */
export interface StoredRequest {
  /** Without `by`: who asks is told here. */
  readonly request: Request;
  readonly actor: Actor;
  /** What the asker saw, and agrees to where they agree. */
  readonly about: Pick<RolloutRecord, 'generation' | 'retries' | 'clock'> & Pick<StoredRollout, 'digest'>;
  /** Shows who it is to those who can tell; of all the rest of it, so that nothing of it can be changed. */
  readonly proof?: string;
}

/** A person as the operator knows them. */
export interface Identity {
  readonly name: string;
  readonly groups: readonly string[];
}
