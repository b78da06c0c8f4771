/** What a run needs from outside. The composition root fills it in; tests fill it with their own. */
import type { FactSource, Track } from '../../plan/plan.ts';
import type { SecretText } from '../../plan/secret.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { Freeze } from '../../plan/window.ts';
import type { Calendars } from '../core/time/calendars.ts';
import type { Clock, Probe, ReleaseFacts, Step } from '../ports/index.ts';
import type { LimitStore, StateStore } from '../ports/stores.ts';

export interface World {
  readonly clock: Clock;
  /** The directory of the policy. */
  readonly root: string;
  readonly release: ReleaseFacts;
  readonly ciBranch?: string;
  readonly tag?: string;
  /** Reads a variable that the policy may read; throws `ProbeFailure` for others. */
  environment(name: string): string | undefined;
  loadProbe(kind: string): Promise<Probe>;
  loadStep(kind: string): Promise<Step>;
  /** Why nothing may be touched, which makes every probe unknown; absent in an ordinary run. */
  readonly barred?: string;
  /** What is known before any probe runs. */
  given(source: GivenSource): Known<Value>;
  secret(name: string): Known<SecretText>;
  /** Reads secrets again that may change while something goes on. Whether one of them is another now. */
  readonly renewSecrets?: () => Promise<boolean>;
  /** Evaluate as of this instant; absent: now. */
  readonly at?: number;
  /** What the windows of these freezes need from outside, read and ready. It does not reject. */
  calendars(freezes: readonly Freeze[]): Promise<Calendars>;
  /** Opened when first asked for; unknown when they are lost. Absent where neither policy nor run has a use for them. */
  readonly stores?: () => Promise<Known<Stores>>;
  /** What `${track}` stands for outside a rollout, where a rollout says; only the stable side is asked about there. */
  readonly tracks?: Readonly<Record<Track, string>>;
  /** Sources of a release, `release.source`, that may use an `except`; absent: all. */
  readonly exemptSources?: readonly string[];
}

export interface Stores {
  readonly state: StateStore;
  /** The same as `state` where admissions can ride in its commits. */
  readonly limits: LimitStore;
}

export type GivenSource = Extract<FactSource, { readonly kind: 'release' | 'setting' | 'input' }>;
