/** The end of a simulation, when nothing goes wrong any more: the rollout must end too, and stay as it is. */
import type { Rollout } from '../../src/plan/rollout.ts';
import type { Request } from '../../src/runtime/core/rollout/turn.ts';
import type { StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { Backend } from './backend.ts';
import type { Violate } from './law.ts';
import { isOver } from './over.ts';
import type { People } from './people.ts';
import type { Scenario } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';

export interface EndingParts {
  readonly scenario: Scenario;
  readonly scheduler: Scheduler;
  readonly backend: Backend;
  readonly people: People;
  readonly health: { readonly isFailing: boolean };
  readonly violate: Violate;
  readonly current: () => StoredRollout;
  /** What the look by which it was over had been asked. */
  readonly heardLast: () => readonly Request[];
}

export async function comeToAnEnd(parts: EndingParts): Promise<void> {
  if (parts.scenario.ending === 'aborted') await goBack(parts);
  await end(parts);
  await stayThere(parts);
}

/** Two looks are enough to have nobody on the canary; one that had begun before may have completed it, and then it is refused. */
async function goBack({
  scenario,
  scheduler,
  backend,
  people,
  violate,
  current,
  heardLast,
}: EndingParts): Promise<void> {
  const { record } = current();
  if (isOver(record)) return;
  people.ask({ kind: 'abort', why: 'the end' });
  await scheduler.sleep(2 * scenario.interval + 5_000);
  const { record: after, roles } = current();
  const actual = backend.canary(roles);
  if (after.phase === 'completed' && !heardLast().some(({ kind }) => kind === 'abort')) return;
  if (after.phase !== 'rolled_back' || (after.intents > 0 && actual > 0))
    violate('liveness', `aborted, and two intervals later it is ${after.phase} at ${actual} %`);
}

/** It ends, or says what it waits for. */
async function end(parts: EndingParts): Promise<void> {
  const { scenario, scheduler, people, violate, current } = parts;
  const { interval, rollout } = scenario;
  const latest = scheduler.now + longest(rollout, interval);
  while (!isSettled(parts)) {
    if (scheduler.now > latest) {
      const { phase, stage, waits } = current().record;
      const why = waits.map((wait) => wait.for).join(', ');
      return violate(
        'liveness',
        `it does not end: ${phase}, stage ${stage + 1}, waits for ${why || 'nothing'}`,
      );
    }
    people.help();
    await scheduler.sleep(interval);
  }
}

function isSettled({ health, current }: EndingParts): boolean {
  const { record } = current();
  if (isOver(record)) return true;
  const isKeptBack = record.pause?.by === 'check' || record.waits.some((wait) => wait.for === 'checks');
  return health.isFailing && isKeptBack;
}

/** What is over stays as it is, however often it is looked at. */
async function stayThere({ scenario, scheduler, backend, violate, current }: EndingParts): Promise<void> {
  const { record } = current();
  const { interval, rollout } = scenario;
  if (!isOver(record) || rollout.finish.keep > 0) return;
  await scheduler.sleep(2 * interval + 5_000);
  const { changes } = backend;
  await scheduler.sleep(3 * interval);
  const { record: after } = current();
  if (after.phase !== record.phase || backend.changes !== changes)
    violate('idempotent recovery', `it was ${record.phase}, and is changed without need`);
}

/** Milliseconds within which a rollout in which nothing goes wrong ends, on the slowest machine. */
function longest(
  { stages, dwell, cooldown, rollback, unknown, deadline = 0, finish }: Rollout,
  interval: number,
): number {
  // The last one twice more where it is gone through again, and once more after that was stopped.
  const again =
    finish.promote === 'copy' ? [stages.at(-1), stages.at(-1)].filter((one) => one !== undefined) : [];
  const each = [...stages, ...again].map(({ hold, checks }) => {
    const observing = checks ? checks.warmup + 4 * checks.every + (checks.maxExtend ?? 0) : 0;
    return hold + observing + dwell + 4 * interval;
  });
  const once = each.reduce((sum, one) => sum + one, cooldown + 10 * interval);
  return 2 * (once * (rollback.retry + 2) + (unknown.for ?? 0) + deadline);
}
