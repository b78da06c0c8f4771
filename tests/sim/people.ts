/** What people and the world outside do to a rollout that nobody asked the controllers about. */
import type { Json } from '../../src/plan/audit.ts';
import type { Request } from '../../src/runtime/core/rollout/turn.ts';
import type { StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { StoredRequest } from '../../src/runtime/engine/rollout/world.ts';
import type { Random } from '../support/random.ts';
import type { Backend } from './backend.ts';
import type { WallClock } from './clocks.ts';
import type { Faults } from './faults.ts';
import type { FreezePlan } from './freeze-plan.ts';
import type { SimStore } from './store.ts';
import type { Trace } from './trace.ts';

const minute = 60_000;

export interface PeopleParts {
  readonly random: Random;
  readonly faults: Faults;
  readonly backend: Backend;
  readonly clock: WallClock;
  readonly freezes: FreezePlan;
  readonly store: SimStore;
  readonly health: { isFailing: boolean };
  readonly trace: Trace;
  readonly requestPrefix: string;
  readonly current: () => StoredRollout;
  /** Makes those of the machines agree with the store's. */
  readonly setClocks: () => void;
}

export class People {
  readonly #parts: PeopleParts;
  #asked = 0;
  /** How often somebody is going to raise the weight yet. */
  #raises = 0;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /** What may happen at any time. */
  meddle(): void {
    const { faults, random, backend, clock, freezes, store, health, trace, current } = this.#parts;
    const { record, roles } = current();
    if (faults.strikes('wall clock forward')) clock.jump(random, 1);
    if (faults.strikes('wall clock back')) clock.jump(random, -1);
    if (faults.strikes('a person sets the clocks')) this.#parts.setClocks();
    if (faults.strikes('freeze opens')) freezes.plan(random, clock.now(), 5 * minute);
    if (store.isFull || faults.strikes('disk full')) store.isFull = !store.isFull;
    if (faults.strikes('checks fail from now on')) health.isFailing = true;
    const weight = backend.canary(roles);
    if (faults.strikes('reverted by a reload')) backend.set(roles, random.pick([0, 0, 100, record.weight]));
    if (weight > 0 && faults.strikes('lowered outside')) backend.set(roles, random.below(weight));
    if (faults.strikes('somebody keeps raising')) this.#raises = 10;
    if (weight < 100 && (this.#raises-- > 0 || faults.strikes('raised outside')))
      backend.set(roles, weight + 1 + random.below(100 - weight));
    if (backend.canary(roles) !== weight) trace.tell(`outside ${backend.canary(roles)}`);
    const stage = record.stage + 1;
    const why = 'a person says so';
    if (faults.strikes('a person pauses')) this.ask({ kind: 'pause', why });
    if (faults.strikes('a person resumes')) this.ask({ kind: 'resume', why });
    if (faults.strikes('a person aborts')) this.ask({ kind: 'abort', why });
    if (faults.strikes('a person rolls back')) this.ask({ kind: 'rollback', why });
    if (faults.strikes('a person promotes')) this.ask({ kind: 'promote', why });
    if (faults.strikes('a person approves')) this.ask({ kind: 'approve', stage, why });
  }

  /** Helps what waits for people, and nothing else. */
  help(): void {
    const { record } = this.#parts.current();
    const why = 'a person looked at it';
    const by = record.pause?.by;
    if (by === 'person' || by === 'unknown' || (by === 'check' && !this.#parts.health.isFailing))
      this.ask({ kind: 'resume', why });
    if (record.waits.some((wait) => wait.for === 'approval'))
      this.ask({ kind: 'approve', stage: record.stage + 1, why });
  }

  ask(request: Request): void {
    const { store, requestPrefix, trace, current } = this.#parts;
    const { digest, record } = current();
    const stored: StoredRequest = {
      request,
      actor: { name: 'somebody', verified: true },
      about: { digest, generation: record.generation, retries: record.retries, clock: record.clock },
    };
    trace.tell(`asked to ${request.kind}`);
    store.put(`${requestPrefix}${String(++this.#asked).padStart(6, '0')}`, stored as unknown as Json);
  }
}
