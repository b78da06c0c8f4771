/** What the application says of rollouts: where they stand, what changed them, what was asked of them. */
import type { Json } from '../../plan/audit.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Known } from '../../plan/value.ts';
import type { KeptSource } from '../../runtime/engine/kept.ts';
import type { SeenCheck } from '../../runtime/engine/rollout/stored.ts';
import type { RolloutStatus } from '../../runtime/engine/rollout/status.ts';

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
  /** `checkout/main@prod`; `checkout@prod` of a release without a rollout. */
  readonly rollout: string;
  /** Of the start. */
  readonly attempt?: string;
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

/** What a decision or a start of a rollout rested upon. Instants are milliseconds since the epoch. */
export interface EvidenceReport {
  readonly id: string;
  readonly kind: 'decision' | 'rollout';
  /** `checkout@prod`, `checkout/main@prod` */
  readonly name: string;
  readonly version?: string;
  /** When it was decided, or began. */
  readonly at: number;
  readonly by: string;
  /** Of the policy's meaning. */
  readonly digest?: string;
  /** The decision, or the last thing that became of the rollout. */
  readonly outcome: string;
  readonly why: string;
  readonly reasonCode?: string;
  /** Of a rollout: the decision that it began with. Of a decision: the starts that began with it. */
  readonly decision?: string;
  readonly started: readonly string[];
  /** Of a decision. */
  readonly rules?: readonly JudgedRule[];
  /** Of a rollout that went back or stopped because of what was observed. */
  readonly failing?: {
    /** The last observation before it. */
    readonly at: number;
    /** Since when each was like it, and how many they are. */
    readonly since: number;
    readonly times: number;
    readonly why: string;
    /** Those that did not pass. */
    readonly checks: readonly SeenCheck[];
  };
  /** In order; of a decision one. */
  readonly observations: readonly Observed[];
  /** What became of a rollout. */
  readonly changes: readonly RecordedChange[];
  /** A later failure took it back. */
  readonly revokedBy?: Revocation;
  /** An earlier decision that this took back. */
  readonly revokes?: Revocation;
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface JudgedRule {
  readonly kind: string;
  readonly name: string;
  readonly verdict: string;
  readonly mode: string;
  readonly reasons: readonly string[];
  /** Since when each decision about the release found the same. */
  readonly since: number;
}

export interface Observed {
  readonly at: number;
  /** How often it had gone up: each time is observed anew. */
  readonly try: number;
  readonly verdict: string;
  readonly why: string;
  readonly checks: readonly SeenCheck[];
  readonly warnings: readonly string[];
  /** By id; `{ unknown: why }` is not known. */
  readonly facts: Readonly<Record<string, Json>>;
  readonly sources: readonly KeptSource[];
  /** What was left out for its size. */
  readonly left?: string;
}

export interface Revocation {
  /** Of the other decision or start. */
  readonly id: string;
  readonly at: number;
  readonly why: string;
  readonly reasonCode: string;
}

/** What there is evidence of, the last first. */
export interface EvidenceList extends Pick<EvidenceReport, 'store' | 'diagnostics'> {
  readonly list: readonly Pick<
    EvidenceReport,
    'id' | 'kind' | 'name' | 'version' | 'at' | 'outcome' | 'why'
  >[];
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
  /** `begun`: it goes back, or on, and is not there yet. `kept`: whoever looks after the rollout has not taken it up yet. */
  readonly result: 'done' | 'begun' | 'kept' | 'refused';
  /** Why it was refused or is not done yet, or who has not taken it up. */
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
  /** Found safe once, and failed later. */
  readonly revoked: readonly Quarantined[];
  readonly store: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Of what was revoked, `why` and `since` are of the failure. */
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
