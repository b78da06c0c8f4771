/** Freezes of the simulation, by the store's clock. */
import type { FrozenAction } from '../../src/plan/window.ts';
import type { Closed } from '../../src/runtime/core/rollout/turn.ts';
import type { Freezes } from '../../src/runtime/engine/rollout/world.ts';
import type { Random } from '../support/random.ts';

interface PlannedFreeze extends Closed {
  readonly from: number;
  readonly until: number;
  readonly blocks: readonly FrozenAction[];
}

const minute = 60_000;
const demands = ['finish_stage', 'pause', 'rollback'] as const;

export class FreezePlan {
  #freezes: readonly PlannedFreeze[] = [];

  /** Everybody can know of it a little before; `within` so many milliseconds it opens. */
  plan(random: Random, now: number, within: number): void {
    const from = now + 1 + random.below(within);
    const until = from + random.pick([1_000, minute, 10 * minute]);
    const blocks = random.pick([['start'], ['promote'], ['start', 'promote']] as const);
    const inFlight = random.pick(demands);
    this.#freezes = [...this.#freezes, { freeze: 'nights', why: 'frozen', from, until, blocks, inFlight }];
  }

  clear(): void {
    this.#freezes = [];
  }

  /** What asks most of those that are closed for this. */
  closed(action: FrozenAction, at: number): Closed | undefined {
    return this.#freezes
      .filter(({ from, until, blocks }) => blocks.includes(action) && from <= at && at < until)
      .map(({ freeze, why, until, inFlight }) => ({ freeze, why, left: until - at, inFlight }))
      .toSorted((a, b) => demands.indexOf(b.inFlight) - demands.indexOf(a.inFlight))[0];
  }

  /** When the next one closes. */
  next(action: FrozenAction, at: number): number | undefined {
    const closes = this.#freezes.flatMap(({ from, blocks }) =>
      blocks.includes(action) && from > at ? from : [],
    );
    return closes.length > 0 ? Math.min(...closes) : undefined;
  }

  at(at: number): Freezes {
    const starts = this.closed('start', at);
    const promotions = this.closed('promote', at);
    const next = this.next('promote', at);
    const nextStart = this.next('start', at);
    return {
      ...(starts && { starts }),
      ...(promotions && { promotions }),
      ...(next !== undefined && { next }),
      ...(nextStart !== undefined && { nextStart }),
    };
  }
}
