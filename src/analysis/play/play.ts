/**
 * A rollout in virtual time: the state machine that moves real traffic, on facts of a script, with a driver that does at
 * once what it is told.
 */
import type { Rollout } from '../../plan/rollout.ts';
import { type Advance, advance, started } from '../../runtime/core/rollout/advance.ts';
import { nextLookIn } from '../../runtime/core/rollout/next-look.ts';
import type { RolloutRecord } from '../../runtime/core/rollout/record.ts';
import type { CheckSighting, Request } from '../../runtime/core/rollout/turn.ts';
import { isKept, isOver } from '../../runtime/core/rollout/turn.ts';
import type { ClosedAt } from '../../runtime/core/rollout/timeline.ts';
import type { FactsOver, Judge, ReleaseFields } from '../judge.ts';
import { Sight } from './sight.ts';

export interface Script {
  readonly rollout: Rollout;
  readonly release: ReleaseFields;
  /** When it begins, milliseconds since the epoch. */
  readonly at: number;
  /** What is known when, also before it begins. */
  readonly facts: FactsOver;
  /** In order, as far as the play comes. */
  readonly moments: Iterable<Moment>;
  /** Whether freezes may close the start. */
  readonly asksStarts: boolean;
  /** Where the play ends if the rollout does not. */
  readonly until: number;
  /** What is kept of the start before it, whose cooldown may still run. */
  readonly before?: RolloutRecord;
}

/** An instant at which facts may change. */
export interface Moment {
  readonly at: number;
  /** What people ask for then. */
  readonly asked: readonly Asked[];
}

export type Asked = Exclude<Request['kind'], 'replace'>;

/** One look, and what came of it. */
export interface Look {
  readonly at: number;
  readonly record: RolloutRecord;
  readonly events: Advance['events'];
  readonly refused: Advance['refused'];
  /** Where the checks were due. */
  readonly checks?: CheckSighting;
  readonly closed: ClosedAt;
  /** Of this look alone: the next one judges in the same place. */
  readonly sight: Sight;
}

/** Looks after which a play is given up: months of checks every minute. */
const MOST_LOOKS = 200_000;

/** Looks at one instant, each of which is the answer to the one before; whoever needs more waits. */
const MOST_AT_ONCE = 10;
const PATIENCE = 1000;

export function* play(judge: Judge, script: Script): Generator<Look> {
  const { rollout, until } = script;
  const sight = new Sight(judge, script);
  let record = started(script.before);
  let weight = 0;
  let now = script.at;
  let elapsed = 0;
  const moments = script.moments[Symbol.iterator]();
  const take = (): Moment | undefined => {
    const { value, done } = moments.next();
    return done === true ? undefined : value;
  };
  let coming = take();
  for (let looks = 0, atOnce = 0; looks < MOST_LOOKS && now <= until; looks++) {
    const asked: Asked[] = [];
    for (; coming && coming.at <= now; coming = take()) {
      asked.push(...coming.asked);
      sight.learn(coming.at);
    }
    const observed = sight.look(record, elapsed, now);
    const closed = sight.closedAt(now);
    const turn = advance(rollout, record, {
      elapsed,
      traffic: weight,
      granularity: 0,
      ...(closed.starts && { starts: closed.starts }),
      ...(closed.promotions && { promotions: closed.promotions }),
      ...observed,
      requests: asked.flatMap((kind) => requestsOf(kind, record, rollout)),
    });
    ({ record } = turn);
    const { events, refused } = turn;
    yield {
      at: now,
      record,
      events,
      refused,
      closed,
      sight,
      ...(observed.checks && { checks: observed.checks }),
    };
    if (turn.action) {
      weight = turn.action.intent.to;
      elapsed = 0;
      continue;
    }
    const next = coming?.at ?? Infinity;
    if (isOver(record) && (next === Infinity || !isKept({ rollout, record }))) return;
    const step = Math.min(
      nextLookIn(rollout, record) ?? Infinity,
      next - now,
      (closed.next ?? Infinity) - now,
    );
    if (step === Infinity) return;
    atOnce = step > 0 ? 0 : atOnce + 1;
    elapsed = atOnce > MOST_AT_ONCE ? PATIENCE : step;
    now += elapsed;
  }
}

const WHY = 'the script asks for it';

/** Who agrees, agrees to what comes next, as many as must. */
function requestsOf(
  kind: Asked,
  { stage, clock: at }: RolloutRecord,
  { stages }: Rollout,
): readonly Request[] {
  const next = stage + 1;
  const { from, count } = stages[next]?.approve ?? { from: '', count: 1 };
  const people = Array.from({ length: count }, (_, index) => ({
    name: `person ${index + 1}`,
    groups: [from],
    isAuthor: false,
    at,
  }));
  if (kind === 'approve') return people.map((by) => ({ kind, stage: next, why: WHY, by }));
  return kind === 'promote' ? people.map((by) => ({ kind, why: WHY, by })) : [{ kind, why: WHY }];
}
