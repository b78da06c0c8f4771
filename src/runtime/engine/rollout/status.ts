/** Where a rollout stands, for people and for other programs. Weights are percent, durations milliseconds. */
import { audienceNames } from '../../../plan/assignment.ts';
import type { Mode } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import { type Known, unknown } from '../../../plan/value.ts';
import type { Handover, Latch, Pause, Phase, Wait } from '../../core/rollout/record.ts';
import { isKept } from '../../core/rollout/turn.ts';
import type { Failure } from '../verdicts.ts';
import type { Roles } from '../../ports/traffic.ts';
import { rolloutAsRun, type RolloutIdentity, type SeenCheck, type StoredRollout } from './stored.ts';

export interface RolloutStatus {
  /** `checkout/main@prod`, by which commands take it. */
  readonly name: string;
  readonly identity: RolloutIdentity;
  /** Of those it was started with. */
  readonly group?: string;
  /** Of this start. */
  readonly attempt: string;
  readonly mode: Mode;
  readonly version?: string;
  /** What the stable slot runs, where that is known. */
  readonly stable?: string;
  readonly roles: Roles;
  readonly actor: string;
  readonly phase: Phase;
  readonly pause?: Pick<Pause, 'by' | 'why'>;
  /** From 1; 0 before the first. */
  readonly stage: number;
  readonly stages: readonly number[];
  /** Names of the audiences, among which weights are positions then. */
  readonly audiences?: readonly string[];
  /** How far the hold of the stage is. */
  readonly held?: { readonly for: number; readonly of: number };
  readonly weight: { readonly intended: number; readonly actual: Known<number> };
  /** Why it does not move. */
  readonly waits: readonly Wait[];
  /** Of the last look. */
  readonly checks: readonly SeenCheck[];
  /** Why the driver did not do what it was told. */
  readonly trouble?: string;
  /** Why it went back, or is on its way back. */
  readonly latch?: Pick<Latch, 'reason' | 'why' | 'to'>;
  /** Where the users go once the last stage is passed: to a stable side that runs the release too, or back again. */
  readonly handover?: Handover['to'];
  /** Of a way back over tiers: what took everybody out, and in how many milliseconds. */
  readonly back?: { readonly tier: string; readonly took: number };
  /** A later failure took back the decision that it began with. */
  readonly revoked?: Failure;
  /** Since the start. */
  readonly age: number;
  /** Completed, and the way back is still one change. */
  readonly kept: boolean;
  /** When it was last looked at, milliseconds since the epoch. */
  readonly lookedAt: number;
}

export function statusOf(stored: StoredRollout, planned: Rollout): RolloutStatus {
  const rollout = rolloutAsRun(planned, stored);
  const { identity, attempt, mode, release, stable, roles, actor, record, moment, sight, membership } =
    stored;
  const { phase, pause, stage, weight, intent, waits, latch, handover, observed } = record;
  const version = release['version'];
  const before = stable?.['version'];
  const hold = rollout.stages[stage]?.hold;
  const audiences = audienceNames(rollout.assignment);
  const traffic = sight?.traffic ?? { unknown: 'it was not looked at yet' };
  return {
    name: nameOf(identity),
    identity,
    ...(membership && { group: membership.name }),
    attempt,
    mode,
    ...(version !== undefined && { version }),
    ...(before !== undefined && { stable: before }),
    roles,
    actor,
    phase,
    ...(pause && { pause: { by: pause.by, why: pause.why } }),
    stage: stage + 1,
    stages: rollout.stages.map((one) => one.weight),
    ...(audiences && { audiences }),
    ...(hold !== undefined && { held: { for: Math.min(observed.held, hold), of: hold } }),
    weight: {
      intended: intent?.to ?? weight,
      actual: typeof traffic === 'number' ? traffic : unknown(traffic.unknown),
    },
    waits,
    checks: sight?.checks ?? [],
    ...(sight?.trouble !== undefined && { trouble: sight.trouble }),
    ...(latch && { latch: { reason: latch.reason, why: latch.why, to: latch.to } }),
    ...(handover && { handover: handover.to }),
    ...(stored.back?.used && { back: stored.back.used }),
    age: record.clock - record.startedAt,
    kept: isKept({ rollout, record }),
    lookedAt: moment.wall,
  };
}

/** `checkout/main@prod`; parts of the identity that are no environment follow in brackets. */
export function nameOf({ policy, rollout, env, mode, ...place }: RolloutIdentity): string {
  const more = Object.values(place);
  return [
    `${policy}/${rollout}`,
    env === undefined ? '' : `@${env}`,
    more.length === 0 ? '' : ` (${more.join(', ')})`,
    mode === undefined ? '' : ' in shadow',
  ].join('');
}
