/** What is to be looked at now: nothing is asked before it matters, and nothing that matters is left out. */
import type { Checks, Rollout } from '../../../plan/rollout.ts';
import type { RolloutRecord } from './record.ts';
import { holds } from './time.ts';
import { awaitsStable, isKept, isOver } from './turn.ts';

export interface Needs {
  /** The checks of the stage and the roll-back's condition. */
  readonly checks: boolean;
  /** How many observations of them were due before, each `every` after the other, the last so long ago; absent: none. */
  readonly missed?: number;
  /** Before the first stage that of the canary; after the last, that of the stable side. */
  readonly identity: boolean;
  /** Gates that are asked before the stage is left. */
  readonly exit: readonly string[];
  /** The index of the stage whose `when` is asked; absent where none is. */
  readonly next?: number;
}

/** Of a long absence, the most that is asked about. */
const MOST_MISSED = 500;

/** `elapsed` is the time since the last look. */
export function needsOf(rollout: Rollout, record: RolloutRecord, elapsed: number): Needs {
  const nothing: Needs = { checks: false, identity: false, exit: [] };
  if (record.latch) return nothing;
  const due = checksDue(rollout, record, elapsed);
  if (record.intent || isOver(record)) return { ...nothing, ...due };
  const stage = rollout.stages[record.stage];
  const held = record.observed.held + (holds(rollout, record) ? elapsed : 0);
  const leaving = stage === undefined || record.observed.skipped === true || held >= stage.hold;
  const following = rollout.stages[record.stage + 1];
  return {
    ...due,
    identity:
      rollout.identity !== undefined &&
      (stage === undefined || (leaving && awaitsStable({ rollout, record }))),
    exit: leaving && !record.observed.skipped ? (stage?.exit ?? []) : [],
    ...(leaving && following?.when && { next: record.stage + 1 }),
  };
}

/**
 * The checks that are observed again and again as things are, and since when the canary takes the traffic of the stage. A
 * weight that was asked for and cannot be read back may be there all the same; usually it is read back at once.
 */
export function watchedChecks(
  rollout: Rollout,
  record: RolloutRecord,
): { readonly checks: Checks; readonly since: number } | undefined {
  const { latch, observed, stage } = record;
  const { since, aimedAt, skipped } = observed;
  const checks = rollout.stages[stage]?.checks;
  if (latch || skipped || !checks || (isOver(record) && !isKept({ rollout, record }))) return undefined;
  if (since !== undefined) return { checks, since };
  return aimedAt === undefined ? undefined : { checks, since: aimedAt + checks.every };
}

function checksDue(
  rollout: Rollout,
  record: RolloutRecord,
  elapsed: number,
): Pick<Needs, 'checks' | 'missed'> {
  const watched = watchedChecks(rollout, record);
  if (!watched) return { checks: false };
  const { every, warmup } = watched.checks;
  const { checkedAt = -Infinity, resumedAt = -Infinity, since } = record.observed;
  const overdue = record.clock + elapsed - Math.max(watched.since + warmup, checkedAt + every);
  // What was before it went on, or before the weight was there, is no observation of this stage.
  const missed =
    since === undefined ? 0 : Math.floor(Math.min(overdue, record.clock + elapsed - resumedAt) / every);
  return { checks: overdue >= 0, ...(missed > 0 && { missed: Math.min(missed, MOST_MISSED) }) };
}
