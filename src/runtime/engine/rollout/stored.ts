/** What the store holds of a rollout: its record, and what it is about. */
import type { Json } from '../../../plan/audit.ts';
import type { Mode } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import { started } from '../../core/rollout/advance.ts';
import { credited, type Moment } from '../../core/rollout/credit.ts';
import type { RolloutRecord } from '../../core/rollout/record.ts';
import type { Roles } from '../../ports/traffic.ts';
import type { Membership } from './group.ts';
import type { Baseline } from './baseline.ts';
import type { Back } from './tiers.ts';
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
  /** One that shifts nothing stands beside the one that does. */
  readonly mode?: 'shadow';
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
  /** Inputs as they were given, `name=text`. */
  readonly set: readonly string[];
  /** Where it was released together with others. */
  readonly membership?: Membership;
  /** How it goes back over tiers; absent where it never did. */
  readonly back?: Back;
  /** Of the last look. */
  readonly moment: Moment;
  /** That the clocks were apart was told. */
  readonly apart?: true;
  readonly sight?: Sight;
  /** What was last measured of the stable side; absent before. */
  readonly baseline?: Baseline;
}

/** What the last look saw, for people. */
export interface Sight {
  /** Percent that the canary takes. */
  readonly traffic: number | { readonly unknown: string };
  /** Of the last observation that was made of the checks. */
  readonly checks: readonly SeenCheck[];
  /** Why the driver did not do what it was told right before. */
  readonly trouble?: string;
}

export interface SeenCheck {
  /** As it is written in the policy. */
  readonly condition: string;
  /** The two sides of a comparison, as people write them: `0.4 %`, `1 %`. */
  readonly observed?: string;
  readonly limit?: string;
  /** The observed side in base form, where it is a number, to be drawn. */
  readonly value?: number;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  /** Measured and told, not judged. */
  readonly shown?: true;
}

export type StepsState = 'due' | 'done' | 'failed';

const parts = ['policy', 'rollout', 'workload', 'env', 'cluster', 'namespace', 'region', 'mode'] as const;

/** The key of the record; every part has its place, so that no two identities share one. */
export function rolloutKey(identity: RolloutIdentity): string {
  return `rollout/${parts.map((part) => encodeURIComponent(identity[part] ?? '')).join('/')}`;
}

export function planKey(digest: string): string {
  return `plan/${digest}`;
}

/** Without a stable side there is nothing to compare with, and a policy may go straight to its last stage. */
export function rolloutAsRun(rollout: Rollout, { stable }: Pick<StoredRollout, 'stable'>): Rollout {
  return rollout.first === 'skip' && !stable ? { ...rollout, stages: rollout.stages.slice(-1) } : rollout;
}

export interface Start extends Pick<
  StoredRollout,
  'identity' | 'attempt' | 'digest' | 'release' | 'actor' | 'mode' | 'moment' | 'set' | 'membership'
> {
  /** What is live now, as the last rollout of traffic left it; of the driver, where there was none. */
  readonly live: Live;
}

/** Which slot takes the users now, and what it runs as far as it was released from here. */
export interface Live {
  readonly roles: Roles;
  readonly stable?: StoredRelease;
}

/**
 * What is live after a rollout. Where it completed by exchanging the roles, they are exchanged with the next start: until
 * then the way back is one change.
 */
export function liveAfter(before: StoredRollout | undefined, { finish, traffic }: Rollout): Live {
  if (!before) return { roles: traffic.roles };
  const { roles, stable, release, record } = before;
  if (record.phase === 'completed' && finish.promote === 'swap')
    return { roles: exchanged(roles), stable: release };
  if (record.phase === 'completed' && finish.promote === 'copy') return { roles, stable: release };
  return { roles, ...(stable && { stable }) };
}

/** `before`: the last start of the same identity, whose clock goes on. */
export function startStored(before: StoredRollout | undefined, { live, ...start }: Start): StoredRollout {
  return {
    ...start,
    ...live,
    steps: { before: 'due', after: 'due' },
    record: started(before && recordNow(before, start.moment)),
  };
}

/** Time has passed since the last look also where nobody looked: a cooldown ends by itself. */
export function recordNow({ record, moment }: StoredRollout, now: Moment): RolloutRecord {
  return { ...record, clock: record.clock + credited(moment, now) };
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
