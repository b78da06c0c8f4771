/** Traffic drivers: what shifts users between the two slots of a rollout. Types only. */
import type { Assignment, Flag } from '../../plan/assignment.ts';
import type { Known } from '../../plan/value.ts';
import type { Clock } from './index.ts';
import type { StateStore } from './stores.ts';

/** Names of the slots, as the driver knows them. */
export interface Roles {
  readonly stable: string;
  readonly canary: string;
}

export interface TrafficReading {
  /** Percent of the traffic that the canary takes; with audiences a `Position`. */
  readonly canary: number;
  /** False: a cookie may still hold somebody on the canary. Absent: this driver holds nobody. */
  readonly evicted?: boolean;
  /** What a person may want to see: `blue 90, green 10`. */
  readonly detail?: string;
  /** Somebody has said by hand that nothing is to rise, and where: it holds for as long as it is said. */
  readonly held?: string;
}

/** A change of the traffic. The same one asked twice is done once. */
export interface Shift {
  readonly roles: Roles;
  /** Percent for the canary; the rest is for the stable slot. With audiences a `Position`. */
  readonly weight: number;
  /** What it goes from. A driver that can tell refuses to rise from anything else: somebody has changed it meanwhile. */
  readonly from?: number;
  /** `shift`: who is on the canary may stay there. `evict`: nobody stays; only with weight 0. */
  readonly verb: 'shift' | 'evict';
  readonly fence: { readonly epoch: number; readonly intent: string };
}

/** It throws `DriverFailure`; then it is not known whether anything was changed, and reading back tells. */
export interface TrafficDriver {
  /** The thing that is moved, the same for everyone who moves it: `haproxy /run/haproxy.sock be_checkout`. */
  readonly target: string;
  /** Weights closer than this, in percent, are the same to it. */
  readonly granularity: number;
  read(roles: Roles, signal: AbortSignal): Promise<TrafficReading>;
  shift(change: Shift, signal: AbortSignal): Promise<void>;
  /** What readers find now, of a driver that publishes a flag for them; undefined where it has published none. */
  published?(signal: AbortSignal): Promise<Flag | undefined>;
  close(): Promise<void>;
}

/** What a driver is opened for. */
export interface DriverUse {
  /** Where it may keep what must survive a restart. */
  readonly directory: string;
  /** False: the traffic is looked at, and nothing is started or moved. */
  readonly drives: boolean;
  /** The directory of the policy, where relative paths start and programs run. */
  readonly root: string;
  readonly clock: Clock;
  /** The store of the rollouts, for a driver that keeps there what it moves; unknown when it is lost. */
  readonly state?: () => Promise<Known<Pick<StateStore, 'read' | 'commit'>>>;
  /** Which users it is to let in: for a driver that assigns them, and publishes this with every shift. */
  readonly flag?: FlagIdentity & { readonly assignment: Assignment };
}

export interface FlagIdentity {
  readonly policy: string;
  readonly rollout: string;
}
