/** What is asked of rollouts: that they are looked after, where they stand, and what people want of them. */
import type { Phase } from '../../runtime/core/rollout/record.ts';
import type { RunListener } from '../../runtime/engine/events.ts';
import type { PolicyRequest, StoreFlags } from './parts.ts';

export interface TickRequest extends PolicyRequest, StoreFlags {
  readonly actor?: string;
  readonly signal: AbortSignal;
  readonly listener: RunListener;
  /** Of a Pushgateway, for `tick`. */
  readonly pushgateway?: string;
  /** `HOST:PORT` to serve metrics at, for `controller`. */
  readonly metrics?: string;
}

/** Which rollouts are meant; absent fields leave it open. */
export interface RolloutChoice {
  /** `policy[/rollout][@env]`. */
  readonly name?: string;
  readonly env?: string;
  readonly workload?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly region?: string;
  /** One that shifts nothing. */
  readonly shadow: boolean;
}

export interface StatusRequest extends PolicyRequest, StoreFlags {
  readonly choice: RolloutChoice;
  /** Tells of one rollout, again and again, until it is over or where it was asked to be. */
  readonly watch: boolean;
  /** The phase to wait for. */
  readonly until?: Phase;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly signal: AbortSignal;
  readonly listener: RunListener;
}

export interface HistoryRequest extends PolicyRequest, StoreFlags {
  readonly choice: RolloutChoice;
}

export interface EvidenceRequest extends PolicyRequest, StoreFlags {
  /** Of a decision or a start of a rollout, or how it begins. */
  readonly id: string;
}

export type HandRequest = 'pause' | 'resume' | 'abort' | 'rollback' | 'promote' | 'approve';

export interface AskRequest extends PolicyRequest, StoreFlags {
  readonly request: HandRequest;
  readonly choice: RolloutChoice;
  readonly reason: string;
  readonly actor?: string;
  /** False: it is only kept, for whoever looks after the rollout. */
  readonly look: boolean;
  readonly signal: AbortSignal;
}

/** Every rollout of the store goes back to 0 %. */
export type StopRequest = Omit<AskRequest, 'request' | 'choice' | 'look'>;

export interface VersionsRequest extends PolicyRequest, StoreFlags {
  readonly actor?: string;
  readonly signal: AbortSignal;
}

export interface ReleaseVersionRequest extends VersionsRequest {
  /** As it was released: a version, or an artifact. */
  readonly version: string;
  /** Absent: of every environment. */
  readonly env?: string;
  readonly reason: string;
}

/** Whether one user is in. */
export interface DecideRequest extends PolicyRequest, StoreFlags {
  readonly choice: RolloutChoice;
  /** What is known of the user, as it was written. */
  readonly user: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A change of what the store holds of one rollout, by hand. */
export interface ChangeRequest extends PolicyRequest, StoreFlags {
  readonly choice: RolloutChoice;
  readonly reason: string;
  readonly actor?: string;
  readonly signal: AbortSignal;
}

export interface AdoptRequest extends ChangeRequest {
  /** What runs there, where that is known. */
  readonly version?: string;
  /** `--set k=v`, as given. */
  readonly set: readonly string[];
}
