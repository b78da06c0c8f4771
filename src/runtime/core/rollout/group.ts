/**
 * Rollouts that are released together. Each stage is a barrier: they rise to it in the order in which they are listed, and
 * none goes on before all have passed it. Where one goes back all do, the last that is listed first.
 *
 * Nothing is sent from one to another. Each reads the records of the others and follows from them, so that whoever dies at
 * whatever moment leaves nothing undone that the next look would not do.
 */
import type { RolloutRecord, Wait } from './record.ts';
import { latched, type Rule, type Turn } from './turn.ts';

/** The others of a group, as their records stand. */
export interface GroupSight {
  readonly name: string;
  /** Those that are listed before this one, and after it. */
  readonly before: readonly Fellow[];
  readonly after: readonly Fellow[];
}

export interface Fellow {
  readonly name: string;
  /** Absent: it does not belong to this start of the group. */
  readonly record?: RolloutRecord;
}

/** Milliseconds for which a way back waits for those that are to go first: traffic that cannot be moved keeps no other. */
const MOST_PATIENCE = 30_000;

/** One that goes back, or did not begin, takes all back, also those that have completed. */
export const heedGroup: Rule = (turn) => {
  const { record, seen } = turn;
  if (!seen.group || record.latch || record.phase === 'failed') return turn;
  const failed = fellowsIn(seen.group).find((fellow) => isLost(fellow.record));
  return failed ? latched(turn, 'group', whyLost(failed), 0) : turn;
};

function fellowsIn({ before, after }: GroupSight): readonly Fellow[] {
  return [...before, ...after];
}

function isLost(record: RolloutRecord | undefined): boolean {
  return record?.latch !== undefined || record?.phase === 'failed';
}

function whyLost({ name, record }: Fellow): string {
  return record?.latch ? `${name} goes back: ${record.latch.why}` : `${name} did not begin`;
}

/** What keeps this one at its stage, and from completing. */
export function barrierWait({ rollout, record: { stage }, seen: { group } }: Turn): Wait | undefined {
  if (!group) return undefined;
  const isLast = stage >= rollout.stages.length - 1;
  const slow =
    group.before.find(({ record }) => !record || !(isLast ? isComplete(record) : isIn(record, stage + 1))) ??
    group.after.find(({ record }) => !record || !hasPassed(record, stage));
  if (!slow) return undefined;
  const wanted = stage + (group.after.includes(slow) ? 1 : 2);
  const count = rollout.stages.length;
  return waitFor(slow, wanted > count ? 'to complete' : `(stage ${wanted} of ${count})`);
}

function waitFor({ name, record }: Fellow, what: string): Wait {
  return {
    for: 'group',
    why: record ? `waits for ${name} ${what}` : `${name} does not belong to this start of the group any more`,
  };
}

function isComplete({ phase }: RolloutRecord): boolean {
  return phase === 'completed';
}

/** Its weight was read back, and nobody stopped it there. */
function isIn(record: RolloutRecord, stage: number): boolean {
  return record.stage === stage && record.observed.since !== undefined && !record.pause;
}

/** Nothing of its own keeps it at the stage. What is before the first is passed by all. */
function hasPassed({ stage, observed, pause, intent }: RolloutRecord, wanted: number): boolean {
  if (stage !== wanted || pause || intent) return false;
  return stage < 0 || (observed.passed === true && observed.unseenSince === undefined);
}

/** What keeps this one from going back yet. */
export function turnWait({ record: { latch, clock }, seen: { group } }: Turn): Wait | undefined {
  if (!group || !latch) return undefined;
  const left = latch.since + MOST_PATIENCE - clock;
  const first = left > 0 ? group.after.findLast(({ record }) => record && !isBack(record)) : undefined;
  return first && { for: 'group', why: `${first.name} goes back first`, left };
}

/** Nobody is on its canary. */
function isBack({ phase, intents, latch }: RolloutRecord): boolean {
  return phase === 'rolled_back' || phase === 'failed' || intents === 0 || latch?.arrived === true;
}
