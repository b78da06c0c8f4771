/**
 * When each stage can begin and end at the earliest: a walk of the state machine in which every check passes, everybody
 * agrees, and the driver does at once what it is told. Only holds, dwell, cooldown and freezes take time.
 */
import { FALSE, TRUE } from '../../../plan/kleene.ts';
import type { Checks, Rollout } from '../../../plan/rollout.ts';
import { advance, started } from './advance.ts';
import { needsOf } from './needs.ts';
import type { RolloutRecord, Wait } from './record.ts';
import type { Closed, Sighting } from './turn.ts';

export interface StageTime {
  /** Percent. */
  readonly weight: number;
  /** Milliseconds since the epoch; absent where nobody can say, and then for all stages after it too. */
  readonly earliestStart?: number;
  readonly earliestEnd?: number;
  /** What keeps it from beginning right after the stage before: each cause once, as it is first met. */
  readonly waits: readonly Wait[];
}

export interface ClosedAt {
  readonly starts?: Closed;
  readonly promotions?: Closed;
  /** When the next one closes, milliseconds since the epoch. */
  readonly next?: number;
}

/** Looks after which a walk is given up: weeks of checks every second. */
const MOST_LOOKS = 200_000;

/** `before`: what is kept of the last start, whose cooldown may still run. */
export function timelineOf(
  rollout: Rollout,
  from: number,
  closedAt: (instant: number) => ClosedAt,
  before?: RolloutRecord,
): readonly StageTime[] {
  const starts: number[] = [];
  const ends: number[] = [];
  const waits: Wait[][] = rollout.stages.map(() => []);
  let record = started(before);
  let weight = 0;
  let now = from;
  for (let looks = 0, elapsed = 0; looks < MOST_LOOKS; looks++) {
    const closed = closedAt(now);
    const seen = perfect(rollout, record, elapsed, weight, closed);
    const turn = advance(rollout, record, seen);
    record = turn.record;
    for (const { type, to } of turn.events) {
      if (type === 'stage.entered') starts[Number(to)] = now;
      if (type === 'stage.passed') ends[Number(to)] = now;
    }
    if (record.phase === 'completed') break;
    if (turn.action) {
      weight = turn.action.intent.to;
      elapsed = 0;
      continue;
    }
    const keeping = waits[record.stage + 1];
    for (const wait of record.waits)
      if (keepsRise(wait) && !keeping?.some((known) => known.for === wait.for)) keeping?.push(wait);
    const step = nextLook(rollout, record, (closed.next ?? Infinity) - now);
    if (step === undefined) break;
    elapsed = step;
    now += step;
  }
  return rollout.stages.map((stage, index) => ({
    weight: stage.weight,
    ...(starts[index] !== undefined && { earliestStart: starts[index] }),
    ...(ends[index] !== undefined && { earliestEnd: ends[index] }),
    waits: waits[index] ?? [],
  }));
}

/** All others are part of a stage. */
function keepsRise({ for: cause }: Wait): boolean {
  return cause === 'freeze' || cause === 'dwell' || cause === 'cooldown';
}

function perfect(
  rollout: Rollout,
  record: RolloutRecord,
  elapsed: number,
  traffic: number,
  { starts, promotions }: ClosedAt,
): Sighting {
  const needs = needsOf(rollout, record, elapsed);
  return {
    elapsed,
    traffic,
    granularity: 0,
    ...(starts && { starts }),
    ...(promotions && { promotions }),
    ...(needs.checks && { checks: { passed: TRUE, trigger: FALSE, why: '' } }),
    identity: TRUE,
    exit: { passed: TRUE, why: '' },
    next: TRUE,
    requests: [{ kind: 'approve', stage: record.stage + 1, why: '' }],
  };
}

/** Milliseconds until something can change; undefined where nothing will by itself. */
function nextLook(rollout: Rollout, record: RolloutRecord, closes: number): number | undefined {
  const left = record.waits.flatMap((wait) => wait.left ?? []);
  if (needsOf(rollout, record, 0).checks) return 0;
  return left.length > 0 ? Math.min(...left, closes) : undefined;
}

/** The longest time from when a canary begins to fail until that acts, as far as checks go; their queries look back further. */
export function worstDetection(checks: Checks): number {
  const { every, warmup, tolerate } = checks;
  return Math.max((tolerate.count + 1) * every, warmup + tolerate.count * every);
}
