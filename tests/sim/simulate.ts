/** One seed: controllers, people and faults on one time line, from the first start to the end of all trouble. */
import type { Json } from '../../src/plan/audit.ts';
import type { Request } from '../../src/runtime/core/rollout/turn.ts';
import { StoreFailure } from '../../src/runtime/failure.ts';
import type { RolloutIdentity, StoredRollout } from '../../src/runtime/engine/rollout/stored.ts';
import type { StoredRequest } from '../../src/runtime/engine/rollout/world.ts';
import { Random } from '../support/random.ts';
import { Account } from './account.ts';
import { Backend } from './backend.ts';
import { Machine, WallClock } from './clocks.ts';
import { SimDriver } from './driver.ts';
import { comeToAnEnd } from './ending.ts';
import type { Engine } from './engine.ts';
import { type Fault, Faults } from './faults.ts';
import { FreezePlan } from './freeze-plan.ts';
import { Law } from './law.ts';
import { isOver } from './over.ts';
import { People } from './people.ts';
import type { Invariant, PlantedBug } from './planted-bugs.ts';
import { beginning, Process } from './process.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { SimStore, storeFor } from './store.ts';
import { Trace } from './trace.ts';
import { judgeCall, judgeLanding, judgeRest } from './watch.ts';
import { worldFor } from './world.ts';

export interface Options {
  /** Questions to the outside, each of which may go wrong, before all trouble ends. */
  readonly events: number;
  readonly without?: ReadonlySet<Fault>;
  /** A mistake that was put into the engine, or is made around it. */
  readonly planted?: PlantedBug | undefined;
  readonly isTold?: boolean;
}

export interface Violation {
  readonly invariant: Invariant;
  readonly text: string;
}

export interface Outcome {
  readonly seed: number;
  readonly violation?: Violation;
  readonly hash: string;
  /** Questions to the outside while trouble was possible, and in all. */
  readonly faultable: number;
  readonly asked: number;
  readonly steps: number;
  readonly releases: number;
  readonly edges: ReadonlyMap<string, number>;
  readonly struck: ReadonlyMap<Fault, number>;
  readonly lines: readonly string[];
}

const minute = 60_000;
const day = 1_440 * minute;
const identity: RolloutIdentity = { policy: 'simulated', rollout: 'main' };

export async function simulate(engine: Engine, seed: number, options: Options): Promise<Outcome> {
  const simulation = new Simulation(engine, seed, options);
  await simulation.run();
  return simulation.outcome();
}

class Simulation {
  readonly #engine: Engine;
  readonly #seed: number;
  readonly #options: Options;
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #scheduler = new Scheduler();
  readonly #trace: Trace;
  readonly #faults: Faults;
  readonly #clock: WallClock;
  readonly #account: Account;
  readonly #freezes = new FreezePlan();
  readonly #backend = new Backend();
  readonly #store: SimStore;
  readonly #driver: SimDriver;
  readonly #law: Law;
  readonly #people: People;
  readonly #health = { isFailing: false };
  readonly #key: string;
  readonly #machines: readonly Machine[];
  readonly #living = new Set<Process>();
  readonly #processes = new Map<string, Process>();
  #asked = 0;
  #faultable: number | undefined;
  #releases = 0;
  #violation: Violation | undefined;
  #isDone = false;
  /** What the look by which it was over had been asked. */
  #heardLast: readonly Request[] = [];
  /** When each began to look, in real time, and how often leases had been taken away by then. */
  readonly #began = new WeakMap<Process, { readonly at: number; readonly unlocks: number }>();
  /** Until then no controller comes back. */
  #goneUntil = 0;

  constructor(engine: Engine, seed: number, options: Options) {
    this.#engine = engine;
    this.#seed = seed;
    this.#options = options;
    this.#scenario = scenarioOf(seed);
    this.#random = new Random(Math.imul(seed, 0x1656_67b1) + 7);
    this.#trace = new Trace(this.#scheduler, options.isTold === true);
    this.#faults = new Faults(seed, options.without ?? new Set());
    this.#clock = new WallClock(this.#scheduler);
    this.#account = new Account(this.#clock, this.#scenario);
    this.#store = new SimStore(this.#clock);
    this.#key = engine.rolloutKey(identity);
    const violate = (invariant: Invariant, text: string): void => this.#violate(invariant, text);
    const { rollout, isFenced, isStoreHere, controllers, rates } = this.#scenario;
    this.#machines = rates
      .slice(0, controllers)
      .map(
        (rate, index) =>
          new Machine(this.#scheduler, { name: `machine-${index}`, rate, store: this.#clock, isStoreHere }),
      );
    this.#law = new Law({ rollout, account: this.#account, freezes: this.#freezes, violate });
    const watched = { backend: this.#backend, law: this.#law, clock: this.#clock, violate };
    this.#driver = new SimDriver({
      backend: this.#backend,
      faults: this.#faults,
      random: this.#random,
      scheduler: this.#scheduler,
      trace: this.#trace,
      isFenced,
      called: (process, change) => judgeCall(watched, process, change),
      landing: (process, change) => judgeLanding(watched, process, change),
    });
    this.#people = new People({
      random: this.#random,
      faults: this.#faults,
      backend: this.#backend,
      clock: this.#clock,
      freezes: this.#freezes,
      store: this.#store,
      health: this.#health,
      trace: this.#trace,
      requestPrefix: engine.requestPrefix(identity),
      current: () => this.#current,
      setClocks: () => this.#setClocks(),
    });
  }

  outcome(): Outcome {
    return {
      seed: this.#seed,
      ...(this.#violation && { violation: this.#violation }),
      hash: this.#trace.hash,
      faultable: this.#faultable ?? this.#asked,
      asked: this.#asked,
      steps: this.#scheduler.steps,
      releases: this.#releases,
      edges: this.#law.edges,
      struck: this.#faults.struck,
      lines: this.#trace.lines,
    };
  }

  async run(): Promise<void> {
    const { interval } = this.#scenario;
    this.#release();
    for (const machine of this.#machines)
      this.#scheduler.at(this.#random.below(interval), () => void this.#live(machine));
    this.#scheduler.at(interval / 2, () => void this.#outside());
    await this.#scheduler.run(() => this.#isDone);
  }

  get #current(): StoredRollout {
    return this.#engine.storedOf(this.#store.read(this.#key)?.value as Json);
  }

  #violate(invariant: Invariant, text: string): void {
    this.#violation ??= { invariant, text };
    this.#trace.tell(`VIOLATION ${invariant}: ${text}`);
    this.#isDone = true;
  }

  /** The next release, as `apply` starts one. */
  #release(): void {
    const found = this.#store.read(this.#key);
    const before = found && this.#engine.storedOf(found.value);
    const { rollout } = this.#scenario;
    const live = this.#engine.liveAfter(before, rollout);
    const isClean =
      before?.record.phase !== 'completed' || this.#backend.canary(before.roles) === before.record.weight;
    if (
      before?.record.phase === 'completed' &&
      rollout.finish.promote === 'swap' &&
      isClean &&
      before.record.weight === 100
    )
      if (this.#backend.canary(live.roles) !== 0)
        this.#violate('ceiling', 'the next release begins on the slot that takes all users');
    // `apply` refuses while somebody is on the slot; a person makes room.
    this.#backend.set(live.roles, 0);
    const wall = this.#clock.now();
    const skew = wall - (this.#machines[0]?.now() ?? wall);
    const moment = { wall, monotonic: 0, took: 0, boot: 'of the one who applies', skew };
    this.#account.keep(moment, { from: this.#scheduler.now, until: this.#scheduler.now });
    const release = { version: `v${++this.#releases}` };
    const stored = this.#engine.startStored(before, {
      identity,
      attempt: `attempt-${this.#releases}`,
      digest: 'digest',
      release,
      actor: 'somebody',
      mode: 'enforce',
      set: [],
      moment,
      live,
    });
    if (before) this.#account.pass(before.moment, moment);
    this.#law.start(stored, before);
    this.#store.put(this.#key, this.#engine.jsonOfStored(stored));
    this.#trace.tell(`started ${release.version}`);
  }

  /** A controller's life. */
  async #live(machine: Machine): Promise<void> {
    const process = new Process(`process-${this.#processes.size + 1}`, machine, {
      scheduler: this.#scheduler,
      random: this.#random,
      faults: this.#faults,
      trace: this.#trace,
      crashed: (dead) => this.#crash(dead),
      // Renewals go on beside the look.
      asked: (what) => (this.#asked += what === 'renew' ? 0 : 1),
    });
    this.#processes.set(process.name, process);
    const state = storeFor(process, {
      store: this.#store,
      clock: this.#clock,
      now: () => this.#scheduler.now,
      faults: this.#faults,
      durable: (by, commit, at) => this.#durable(by, commit, at),
      released: (by, epoch, holder) => this.#released(by, epoch, holder),
      outrun: (by) => this.#outrun(by),
    });
    const world = worldFor(process, state, {
      scheduler: this.#scheduler,
      faults: this.#faults,
      random: this.#random,
      freezes: this.#freezes,
      driver: this.#driver,
      account: this.#account,
      health: this.#health,
      processes: this.#processes,
      composition: this.#options.planted?.composition,
    });
    this.#living.add(process);
    if (this.#goneUntil > this.#scheduler.now)
      await this.#scheduler.sleep(this.#goneUntil - this.#scheduler.now);
    while (process.isAlive && !this.#isDone) {
      await this.#reconcile(process, world);
      await this.#scheduler.sleep(this.#pause());
    }
  }

  #pause(): number {
    const { isEager, interval, rollout } = this.#scenario;
    const due = isEager ? this.#engine.nextLookIn(rollout, this.#current.record) : undefined;
    return Math.max(50, Math.min(due ?? interval, interval));
  }

  #durable: Parameters<typeof storeFor>[1]['durable'] = (process, commit, at) => {
    const write = commit.writes?.find(({ key }) => key === this.#key);
    if (!write) return;
    const after = this.#engine.storedOf(write.value as Json);
    process.doing.committed = after;
    const { phase, weight, stage } = after.record;
    this.#trace.tell(
      `${process.name} commits ${this.#current.record.phase} → ${phase} ${stage} ${weight} ${(commit.audit ?? []).map(({ type }) => type).join(' ')}`,
    );
    if (isOver(after.record) && !isOver(this.#current.record)) this.#heardLast = process.look.requests ?? [];
    this.#law.judge(process, commit, this.#current, after, at);
  };

  async #reconcile(process: Process, world: ReturnType<typeof worldFor>): Promise<void> {
    process.doing = beginning(this.#backend.changes, process.isStill);
    this.#began.set(process, { at: this.#scheduler.now, unlocks: this.#store.unlocks });
    const before = {
      stored: this.#current,
      asked: this.#store
        .list(this.#engine.requestPrefix(identity))
        .map(({ value }) => (value as unknown as StoredRequest).request.kind),
    };
    try {
      const signal = new AbortController().signal;
      const result = await this.#engine.reconcile(world, this.#scenario.rollout, identity, signal);
      const { isDisturbed, changes, changesBefore } = process.doing;
      const isAlone = this.#backend.changes === changesBefore + changes;
      const isSame = result.kind === 'looked' && result.stored.attempt === before.stored.attempt;
      if (isSame && !isDisturbed && isAlone && result.stored === this.#current)
        judgeRest(
          {
            backend: this.#backend,
            law: this.#law,
            clock: this.#clock,
            violate: (...said) => this.#violate(...said),
          },
          result.stored,
          before,
        );
    } catch (error) {
      if (error instanceof StoreFailure) return;
      this.#violate('liveness', `the engine threw: ${String(error)}`);
    }
  }

  #released(by: Process, epoch: number, holder: string | undefined): void {
    if (epoch === by.doing.epoch || holder === undefined) return;
    if (this.#processes.get(holder)?.isAlive)
      this.#violate('one actor', `${by.name} ends the lease of ${holder}, who lives`);
  }

  /** A lease lasts as long as the look under it, where nothing comes in between. */
  #outrun(by: Process): void {
    const began = this.#began.get(by);
    const isTaken = this.#store.unlocks !== began?.unlocks;
    const isJump = this.#clock.forward.some(({ at }) => at >= (began?.at ?? 0));
    if (!by.doing.isShaken && !isTaken && !isJump)
      this.#violate('liveness', `the lease of ${by.name} ran out while it waited for an answer`);
  }

  #setClocks(): void {
    for (const machine of this.#machines) machine.setRight();
    this.#account.clocksWereSet(this.#scheduler.now);
  }

  /** All die, and nobody comes back for a while. */
  #leaveAlone(): void {
    this.#goneUntil = this.#scheduler.now + this.#random.pick([minute, 60 * minute, day]);
    for (const process of this.#living) this.#crash(process);
  }

  #crash(process: Process): void {
    process.isAlive = false;
    this.#living.delete(process);
    const { machine } = process;
    if (this.#faults.strikes('reboot')) machine.reboot();
    this.#trace.tell(`${process.name} dies`);
    const down = this.#random.pick([0, 1_000, minute, 10 * minute]);
    this.#scheduler.at(down, () => void this.#live(machine));
  }

  /** People and the rest of the world, until all trouble ends and for as long as it then takes. */
  async #outside(): Promise<void> {
    const { interval } = this.#scenario;
    while (this.#asked < this.#options.events) {
      this.#people.meddle();
      if (this.#faults.strikes('everybody gone')) this.#leaveAlone();
      if (isOver(this.#current.record) && this.#random.below(3) === 0) this.#release();
      await this.#scheduler.sleep(interval / 2);
      if (this.#scheduler.now > 30 * day) break;
    }
    await this.#heal();
  }

  async #heal(): Promise<void> {
    const { ending } = this.#scenario;
    this.#faultable = this.#asked;
    this.#faults.stop();
    this.#freezes.clear();
    this.#clock.correct();
    this.#setClocks();
    this.#store.isFull = false;
    this.#store.unlock();
    this.#health.isFailing = ending === 'failing';
    this.#trace.tell('all trouble ends');
    // What is under way arrives, and whoever was held up or is away comes back.
    while (this.#isUnderWay() && !this.#isDone) await this.#scheduler.sleep(minute);
    await comeToAnEnd({
      scenario: this.#scenario,
      scheduler: this.#scheduler,
      backend: this.#backend,
      people: this.#people,
      health: this.#health,
      violate: (...said) => this.#violate(...said),
      current: () => this.#current,
      heardLast: () => this.#heardLast,
    });
    this.#isDone = true;
  }

  #isUnderWay(): boolean {
    const living = [...this.#living];
    return (
      this.#driver.pending > 0 ||
      living.length < this.#scenario.controllers ||
      living.some(({ heldUp }) => heldUp > 0)
    );
  }
}
