/** What the engine is given in the simulation. */
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../src/plan/kleene.ts';
import type { Rollout } from '../../src/plan/rollout.ts';
import { momentOf } from '../../src/app/moment.ts';
import type { Needs } from '../../src/runtime/core/rollout/needs.ts';
import type { Moment } from '../../src/runtime/core/rollout/credit.ts';
import type {
  Freezes,
  Observed,
  RolloutStore,
  RolloutWorld,
  StoredRequest,
} from '../../src/runtime/engine/rollout/world.ts';
import { StoreFailure } from '../../src/runtime/failure.ts';
import type { Random } from '../support/random.ts';
import type { Account } from './account.ts';
import type { SimDriver } from './driver.ts';
import type { Faults } from './faults.ts';
import type { FreezePlan } from './freeze-plan.ts';
import type { Composition } from './planted-bugs.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

export interface WorldParts {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  readonly freezes: FreezePlan;
  readonly driver: SimDriver;
  readonly account: Account;
  readonly health: { isFailing: boolean };
  /** Everyone who ever lived, by name. */
  readonly processes: ReadonlyMap<string, Process>;
  /** A mistake in putting it together. */
  readonly composition?: Composition | undefined;
}

export function worldFor(process: Process, state: RolloutStore, parts: WorldParts): RolloutWorld {
  const { freezes, driver, faults, random, composition } = parts;
  const readFreezes = (at: number) =>
    process.ask('freezes', () => {
      if (faults.strikes('freeze opens at once')) freezes.plan(random, at, random.pick([100, 3_000]));
      return (process.look.freezes = freezes.at(at));
    });
  let kept: Promise<Freezes> | undefined;
  return {
    state: {
      ...state,
      async list(prefix) {
        const listed = await state.list(prefix);
        process.look.listed = listed;
        process.look.requests = listed.map(({ value }) => (value as unknown as StoredRequest).request);
        return listed;
      },
      ...(composition === 'acknowledged before the commit' && { commit: acknowledged(state) }),
    },
    driver: driver.for(process),
    actor: { name: process.name, verified: false },
    holder: process.name,
    isGone: (holder) =>
      composition === 'the living are taken for dead' || isGone(process, parts.processes.get(holder)),
    clock: {
      monotonic: () => process.machine.monotonic(),
      sleep: (ms, signal) => process.sleep(ms, signal),
    },
    identify: ({ actor }) => Promise.resolve({ name: actor.name, groups: ['sre'] }),
    moment: () => readMoment(process, state, parts),
    observe: (rollout, _record, needs) =>
      process.ask('observe', () => (process.look.observed = observe(rollout, needs, parts))),
    perform: (phase) =>
      process.ask(`perform ${phase}`, () => ({
        reports: [],
        ...(faults.strikes('steps fail') && { failed: 'the step says no' }),
      })),
    freezes: (at) => (composition === 'freezes kept' ? (kept ??= readFreezes(at)) : readFreezes(at)),
  };
}

/** Only of its own machine and boot can it know. */
function isGone({ machine, boot }: Process, other: Process | undefined): boolean {
  return other?.machine === machine && other.boot === boot && !other.isAlive;
}

/** The store says no, and nobody listens. */
function acknowledged(state: RolloutStore): RolloutStore['commit'] {
  return async (commit) => {
    try {
      return await state.commit(commit);
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      return { committed: true, at: 0, entries: [] };
    }
  };
}

/** Both clocks as the program reads them, and when that was. */
async function readMoment(
  process: Process,
  state: RolloutStore,
  { scheduler, account }: WorldParts,
): Promise<Moment> {
  const { machine } = process;
  const from = scheduler.now;
  const read = await momentOf(state, machine);
  const moment: Moment = { ...read, boot: machine.boot };
  account.keep(moment, { from, until: scheduler.now });
  process.look = { moment };
  return moment;
}

function observe(rollout: Rollout, needs: Needs, { faults, health }: WorldParts): Observed {
  return {
    ...(needs.checks && {
      checks: {
        passed: judged(faults.strikes('checks unknown'), health.isFailing || faults.strikes('checks fail')),
        trigger: rollout.rollback.when
          ? opposite(judged(faults.strikes('trigger unknown'), faults.strikes('trigger holds')))
          : FALSE,
        why: 'as the simulation says',
      },
    }),
    ...(needs.identity && {
      identity: judged(faults.strikes('identity unknown'), faults.strikes('wrong identity')),
    }),
    ...(needs.exit.length > 0 && {
      exit: {
        passed: judged(faults.strikes('exit unknown'), faults.strikes('exit fails')),
        why: 'as the simulation says',
      },
    }),
    ...(needs.next !== undefined && {
      next: judged(faults.strikes('condition unknown'), faults.strikes('condition false')),
    }),
  };
}

function judged(isUnknown: boolean, fails: boolean): Truth {
  if (isUnknown) return UNKNOWN;
  return fails ? FALSE : TRUE;
}

function opposite(truth: Truth): Truth {
  if (truth === UNKNOWN) return UNKNOWN;
  return truth === TRUE ? FALSE : TRUE;
}
