/** The ports: what the engine asks of the world. Types only. */
import type { ResolvedRecord, ResolvedValue } from '../../plan/resolved.ts';
import type { Known, Value } from '../../plan/value.ts';

export interface Clock {
  /** Wall time, milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that never go back, from an arbitrary start. */
  monotonic(): number;
  /** Resolves after `ms` of monotonic time; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export type { ResolvedRecord, ResolvedValue };

/** What a command that was run gave back. Output is cut at the cap, and says so. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment of the child; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly signal?: AbortSignal;
  readonly input?: string;
  /** Bytes kept of each stream. */
  readonly maxOutput: number;
}

/** The release under judgement, as far as it is known. */
export interface ReleaseFacts {
  /** By field: version tag env source event actor workload component cluster namespace region commit artifact. */
  readonly [field: string]: Known<string>;
}

/** Points in time, equally far apart, the last at `end`; milliseconds. */
export interface PastPoints {
  readonly duration: number;
  readonly every: number;
  /** Since the epoch. */
  readonly end: number;
}

export interface ProbeContext {
  readonly clock: Clock;
  /** Aborted at the probe's deadline and when the run is cancelled. */
  readonly signal: AbortSignal;
  /** The directory of the policy; relative paths start here. */
  readonly root: string;
  readonly release: ReleaseFacts;
  /** The branch that the CI system names, where HEAD may be detached. */
  readonly ciBranch?: string;
  /** The tag that belongs to the release (`release.tag`), if it is known. */
  readonly tag?: string;
  /** Called when a server did not let us in (HTTP 401). */
  readonly unauthorized?: () => void;
  /** Reads an environment variable that the policy may read; refuses others by throwing. */
  environment(name: string): string | undefined;
  /** Judge points of the past too. */
  readonly past?: PastPoints;
  /** Asks once for all probes of this kind that ask the same in this look: what is asked is told by the key, which holds no secret. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T>;
}

/** What a probe saw. */
export interface Reading {
  /** Every declared field; one that could not be had is unknown, with its reason. */
  readonly fields: ReadonlyMap<string, Known<Value>>;
  /** Which thing was measured: a host name, a URL without credentials, a file. */
  readonly subject?: string;
  /** What a finding adds in brackets: `3 attempts`, `HTTP 503`, `41,203 requests`. */
  readonly detail?: string;
  /** The same where it is about one field only. */
  readonly details?: ReadonlyMap<string, string>;
  /** Of the past: the fields at each point, oldest first. */
  readonly series?: readonly ReadonlyMap<string, Known<Value>>[];
}

/**
 * A probe. It throws `ProbeFailure` where nothing could be measured, which makes every field unknown; any other error is
 * a fault and makes them unknown too.
 */
export interface Probe {
  observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading>;
  /** Milliseconds that it needs beyond `attempts` of `timeout` each. */
  extraTime?(config: ResolvedRecord): number;
}

export interface StepContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly root: string;
  readonly release: ReleaseFacts;
  readonly tag?: string;
  environment(name: string): string | undefined;
  /** The same for every attempt of this step for this release; sent as the idempotency key. */
  readonly idempotencyKey: string;
}

export interface StepOutcome {
  /** `done` changed something, `already` found it done. */
  readonly result: 'done' | 'already';
  /** `created tag v1.2.3`. */
  readonly text: string;
}

/** An action before or after a release. Idempotent: done twice, it is done once. It throws `StepFailure`. */
export interface Step {
  perform(config: ResolvedRecord, context: StepContext): Promise<StepOutcome>;
}
