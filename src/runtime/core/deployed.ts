/**
 * What was completed last in an environment, and how well it has done since: what `deployed.ENV` tells the conditions of
 * another environment. Instants are the store's, milliseconds since the epoch.
 */
import type { DeployedField } from '../../plan/plan.ts';
import { formatInstant } from '../../plan/units.ts';
import { type Known, unknown, type Value } from '../../plan/value.ts';
import type { RolloutRecord } from './rollout/record.ts';
import type { RolloutEvent } from './rollout/turn.ts';

/** A release that was completed. */
export interface Completion {
  /** Of the start, for ever different. */
  readonly attempt: string;
  readonly version?: string;
  readonly artifact?: string;
  readonly at: number;
  /** Since when nothing that was seen of it was wrong. */
  readonly healthySince: number;
}

/** What the store keeps for an environment. */
export interface DeployedRecord {
  /** Absent after a roll-back to what was not released from here. */
  readonly last?: Completion;
  /** What it took the place of, which comes back with a roll-back. */
  readonly before?: Completion;
  /** Why the last observation of it did not pass; over with the next that does. */
  readonly failing?: string;
  /** Why nobody can tell what is there, or how well it does; over with the next completion. */
  readonly broken?: string;
}

export function completed(
  record: DeployedRecord,
  completion: Omit<Completion, 'healthySince'>,
): DeployedRecord {
  const { last, before } = record;
  // What completes again, after it went back by itself, took the place of nothing else.
  const replaced = last?.attempt === completion.attempt ? before : last;
  return {
    last: { ...completion, healthySince: completion.at },
    ...(replaced && { before: replaced }),
  };
}

/** What the events of a look at a rollout make of it. `release`: the fields that are known. */
export function deployedAfter(
  record: DeployedRecord,
  { attempt, release, rollout, at }: DeployedLook,
  events: readonly RolloutEvent[],
): DeployedRecord {
  const { version, artifact } = release;
  const completion: Omit<Completion, 'healthySince'> = {
    attempt,
    ...(version !== undefined && { version }),
    ...(artifact !== undefined && { artifact }),
    at,
  };
  return events.reduce<DeployedRecord>((before, event) => {
    const { type, to, why } = event;
    if (type === 'completed') return completed(before, completion);
    // Before it completed, what it does is nothing to those who ask what was completed.
    if (rollout.completedAt === undefined) return before;
    if (type === 'latched') return { ...before, broken: `${nameOf(completion)} goes back: ${why}` };
    if (type === 'rolled_back') return restored(before, completion, rollout.weight, why);
    return type === 'checks.observed' && before.last?.attempt === attempt
      ? observed(before, before.last, to === 'pass' ? undefined : why, at)
      : before;
  }, record);
}

export interface DeployedLook {
  readonly attempt: string;
  readonly release: Readonly<Record<string, string>>;
  /** After the look. */
  readonly rollout: Pick<RolloutRecord, 'completedAt' | 'weight'>;
  readonly at: number;
}

/** After a failure it has to prove itself anew. */
function observed(
  record: DeployedRecord,
  last: Completion,
  failure: string | undefined,
  at: number,
): DeployedRecord {
  if (failure !== undefined)
    return { ...record, failing: `the last check of ${nameOf(last)} did not pass: ${failure}` };
  const { failing, ...well } = record;
  return failing === undefined ? record : { ...well, last: { ...last, healthySince: at } };
}

/** `weight`: percent that stayed on what went back. */
function restored(
  { last, before }: DeployedRecord,
  gone: Omit<Completion, 'healthySince'>,
  weight: number,
  why: string,
): DeployedRecord {
  const broken = `${nameOf(gone)} was rolled back: ${why}`;
  if (last?.attempt !== gone.attempt || weight > 0)
    return { ...(last && { last }), ...(before && { before }), broken };
  return before ? { last: { ...before, healthySince: gone.at } } : { broken };
}

function nameOf({ version, artifact }: Pick<Completion, 'version' | 'artifact'>): string {
  return version ?? artifact ?? 'the release';
}

/** A field of it as of the instant `now`. */
export function deployedField(
  { last, failing, broken }: DeployedRecord,
  field: DeployedField,
  now: number,
): Known<Value> {
  if (!last) return unknown(broken ?? 'nothing was completed there');
  if (last.at > now) return unknown(`what is there was completed later, at ${formatInstant(last.at)}`);
  switch (field) {
    case 'version':
    case 'artifact':
      return last[field] ?? unknown(`the release that was completed there named no ${field}`);
    case 'completed_at':
      return last.at;
    case 'healthy_for': {
      const why = broken ?? failing;
      return why === undefined ? Math.max(0, now - last.healthySince) : unknown(why);
    }
  }
}
