/** What the command line asks of the application. Absent flags are absent, never defaulted before they come here. */
import type { RunListener } from '../runtime/engine/events.ts';
import type { RunReport } from './report.ts';
import type { KeeperRequest, PolicyRequest, ReleaseFlags, StoreFlags } from './requests/parts.ts';

export type * from './requests/parts.ts';
export type * from './requests/rollouts.ts';
export type * from './requests/stores.ts';

/** A rollout by flags. Weights are percent; `interval` is the hold of each stage, milliseconds, else the policy's. */
export interface RolloutFlags {
  /** `policy[/rollout][@env]`. */
  readonly name: string;
  /** One stage that a person promotes, and then the policy's own; or all of them, in order. */
  readonly stages: { readonly canary: number } | { readonly weights: readonly number[] };
  readonly interval?: number;
}

/** What `explain` and `probe` need beside the policy. */
export interface ContextRequest extends PolicyRequest, StoreFlags {
  readonly release: ReleaseFlags;
  /** `--set k=v`, as given. */
  readonly set: readonly string[];
  /** `--at`: evaluate as of this instant, RFC 3339. */
  readonly at?: string;
  /** `rollout NAME --canary …`: the stages of the policy's rollout are those of the flags. */
  readonly rollout?: RolloutFlags;
  readonly signal: AbortSignal;
  readonly listener: RunListener;
}

export interface RunRequest extends ContextRequest {
  /** False with `--no-wait`: a sustained gate is sampled once. */
  readonly wait: boolean;
}

export interface PlanRequest extends RunRequest {
  /** `--save FILE`. */
  readonly save?: string;
}

export interface ApplyRequest extends RunRequest {
  /** A saved plan; it brings its own policy, release and inputs. */
  readonly planFile?: string;
  /** `--shadow`: judge and record, change nothing. */
  readonly shadow: boolean;
  /** `--break-glass --reason`: why freezes, limits and what is unknown do not stop this run. */
  readonly breakGlass?: string;
  /** `--detach`: leave the rollout to `tick` or `controller` after the first look. */
  readonly detach?: boolean;
  /** `--timeout`, milliseconds: end then, and leave the rollout as it is. */
  readonly timeout?: number;
  /** Asked once, when the plan is safe; false leaves everything as it is. `--auto-approve` answers true. */
  confirm(report: RunReport): Promise<boolean>;
}

export interface IncidentRequest extends PolicyRequest, StoreFlags {
  readonly reason: string;
  readonly actor?: string;
}

export interface FreezeRequest extends IncidentRequest {
  /** An instant, or a duration from now. */
  readonly until: string;
  /** `env=prod,workload=cart`, `all`; absent: every release of the policy. */
  readonly scope?: string;
}

export interface UnfreezeRequest extends IncidentRequest {
  readonly id?: string;
  readonly all: boolean;
}

export interface CalendarRequest extends PolicyRequest, StoreFlags {
  readonly env?: string;
  /** From then on, RFC 3339; else from now. */
  readonly at?: string;
  /** An instant, or a duration; else `weeks`, else four of them. */
  readonly until?: string;
  readonly weeks?: number;
  readonly view: 'table' | 'month';
  readonly signal: AbortSignal;
}

export interface ImportRequest {
  /** `-` is standard input. */
  readonly file: string;
  /** Else as its text begins. */
  readonly from?: 'gitlab' | 'ics';
  readonly to: 'yaml' | 'dsl';
  readonly standardInput: () => Promise<string>;
}

export interface TestRequest extends PolicyRequest {
  /** Empty: those beside the policy that is found. */
  readonly files: readonly string[];
  /** From 0 to 1. */
  readonly coverageMin?: number;
  readonly signal: AbortSignal;
}

export interface SimulateRequest extends PolicyRequest, StoreFlags {
  /** A test file, whose rollouts are played. */
  readonly file?: string;
  readonly release: ReleaseFlags;
  /** `--set k=v`, as given. */
  readonly set: readonly string[];
  /** From then on, RFC 3339; else from now. */
  readonly at?: string;
  /** Where facts were recorded: from when on; an instant, or how long ago. */
  readonly since?: string;
  /** Until when releases want to start: an instant, or how long. Absent: one release. */
  readonly until?: string;
  /** Milliseconds between two of them. */
  readonly every?: number;
  readonly facts?: 'generated' | 'recorded' | 'audit';
  readonly seed: number;
  readonly signal: AbortSignal;
}

export interface ReviewRequest {
  /** A revision of the repository, or a file. */
  readonly base: string;
  /** Absent: the policy as it lies here. */
  readonly head?: string;
  readonly policy?: string;
  /** From when on freezes are compared, RFC 3339; else from now. */
  readonly at?: string;
  /** Whose past decisions are judged by both; absent: none. */
  readonly store?: string;
  readonly signal: AbortSignal;
}

export interface BacktestRequest extends KeeperRequest {
  /** JSON lines: past decisions, or entries of the audit; absent: the audit of the store. */
  readonly file?: string;
  /** An instant, or how long ago. */
  readonly since?: string;
  /** Releases to this environment alone. */
  readonly env?: string;
}

export interface LintRequest extends PolicyRequest {
  /** Empty: the policy that is found. */
  readonly files: readonly string[];
  /** `--fix`: write the changes that keep the meaning; with `--unsafe-fixes` all that are suggested. */
  readonly fix?: 'safe' | 'all';
}

export interface FormatRequest {
  /** `-` is standard input. Empty: the policy that is found. */
  readonly files: readonly string[];
  /** The syntax to write; else each keeps its own. */
  readonly to?: 'yaml' | 'dsl';
  /** Write what changed to its file. */
  readonly write: boolean;
  readonly standardInput: () => Promise<string>;
}

export interface ExplainRequest extends ContextRequest {
  readonly rule: string;
  readonly whyNot?: boolean;
}

export interface ProbeRequest extends ContextRequest {
  readonly probe: string;
}

export interface InitRequest {
  /** Where to write; default `sentinel.yaml` here. */
  readonly policy?: string;
  readonly signal: AbortSignal;
}

export interface DoctorRequest extends PolicyRequest {
  readonly signal: AbortSignal;
}

export interface NotifyRequest extends PolicyRequest {
  /** One notification; absent: all. */
  readonly name?: string;
  /** The environment whose settings hold. */
  readonly env?: string;
  readonly signal: AbortSignal;
}
