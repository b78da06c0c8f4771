/** What the application says of rollouts: where they stand, what changed them, what was asked of them. */
import type { Json } from '../plan/audit.ts';
import type { ExitCode } from '../plan/decision.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { Known } from '../plan/value.ts';
import type { RolloutStatus } from '../runtime/engine/rollout/status.ts';

/** Where rollouts stand. */
export interface StatusReport {
  readonly rollouts: readonly RolloutStatus[];
  /** For people. */
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
  /** With `until`: whether it came to that. */
  readonly reached?: boolean;
}

/** Past changes, in order. */
export interface HistoryReport {
  readonly changes: readonly RecordedChange[];
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A change of a rollout, as the audit keeps it. */
export interface RecordedChange {
  readonly at: number;
  /** `checkout/main@prod` */
  readonly rollout: string;
  readonly version?: string;
  /** What kind of change: `shift.confirmed`, `latched`. */
  readonly change: string;
  readonly from: Json;
  readonly to: Json;
  /** Where these are positions among audiences: their names. */
  readonly audiences?: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly reasonCode?: string;
}

/** What became of what a person asked of rollouts. */
export interface AskedReport {
  readonly asked: readonly AskedRollout[];
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface AskedRollout {
  readonly name: string;
  readonly request: string;
  /** `kept`: whoever looks after the rollout has not taken it up yet. */
  readonly result: 'done' | 'kept' | 'refused';
  /** Why it was refused, or who has not taken it up. */
  readonly why?: string;
  readonly status: RolloutStatus;
}

/** What one round over the rollouts of a policy did. */
export interface TickReport {
  readonly policy: string;
  readonly exitCode: ExitCode;
  readonly rollouts: readonly TickedRollout[];
  /** Of other policies, by name: on their way, and left alone. */
  readonly others: readonly string[];
  /** `SENTINEL_HOLD` is set: nothing rises. */
  readonly held: boolean;
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface TickedRollout {
  readonly name: string;
  /** `held`: another process looks after it. `failed`: it went back, is not known, or could not be done. */
  readonly outcome: 'advanced' | 'waits' | 'over' | 'held' | 'failed';
  /** Why it waits, or what failed. */
  readonly why?: string;
  /** Absent where it was not looked at. */
  readonly status?: RolloutStatus;
}

/** Which versions take the traffic, and which are refused. */
export interface VersionsReport {
  readonly rollouts: readonly {
    /** `checkout/main@prod` */
    readonly name: string;
    /** Of whose users these are shares; those of the audiences before were all reached. */
    readonly audience?: string;
    /** The one that takes the users first. */
    readonly slots: readonly {
      readonly slot: string;
      /** Percent, as it is read now. */
      readonly weight: Known<number>;
      /** Absent where it was not released from here. */
      readonly version?: string;
    }[];
  }[];
  /** With a release from quarantine, what was released. */
  readonly quarantine: readonly Quarantined[];
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Quarantined {
  /** The artifact where it was known, else the version. */
  readonly what: string;
  readonly version?: string;
  readonly env?: string;
  readonly workload?: string;
  readonly why: string;
  readonly since: number;
}

/** Whether a user is in, and why. */
export interface DecideReport {
  /** `checkout/main@prod` */
  readonly rollout: string;
  readonly in: boolean;
  readonly variant: string;
  /** The user's place, from 0 to 1. */
  readonly bucket: Known<number>;
  /** `the place is below the weight`. */
  readonly why: string;
  /** How far the rollout is: `internal 50 %`. */
  readonly at: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a change by hand did to one rollout. */
export interface ChangedReport {
  readonly status: RolloutStatus;
  /** In a few words. */
  readonly text: string;
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}
