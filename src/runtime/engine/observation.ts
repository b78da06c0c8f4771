/**
 * One look at the world. Each probe runs at most once in it, when the first fact of it is asked for; facts that are known
 * without a probe come from the world.
 */
import type { EvaluationPlan, PlanFact, PlanProbe } from '../../plan/plan.ts';
import type { SecretText } from '../../plan/secret.ts';
import type { Constant } from '../../plan/term.ts';
import { type Known, unknown, type Value } from '../../plan/value.ts';
import { resolveConfig } from '../core/resolve-config.ts';
import type { EventBody } from './events.ts';
import { type ProbeReading, runProbe } from './probe-run.ts';
import type { World } from './world.ts';

export interface ObservationOptions {
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** For `over:`: milliseconds of the past. */
  readonly range?: number;
}

export class Observation {
  /** What the probes gave that have run to their end. */
  readonly readings: ReadonlyMap<string, readonly ProbeReading[]>;
  /** The instant that `now` is. */
  readonly now: number;
  readonly #readings = new Map<string, readonly ProbeReading[]>();
  readonly #runs = new Map<string, Promise<readonly ProbeReading[]>>();
  readonly #plan: EvaluationPlan;
  readonly #world: World;
  readonly #options: ObservationOptions;

  constructor(plan: EvaluationPlan, world: World, options: ObservationOptions) {
    this.#plan = plan;
    this.#world = world;
    this.#options = options;
    this.readings = this.#readings;
    this.now = world.at ?? world.clock.now();
  }

  /** The value of each fact by its slot; of those not asked for it is unknown. Rejects only when cancelled. */
  async gather(slots: Iterable<number>): Promise<readonly Known<Value>[]> {
    const facts: Known<Value>[] = Array.from(this.#plan.facts, () => unknown('it was not asked for'));
    await Promise.all(
      Array.from(new Set(slots), async (slot) => {
        const fact = this.#plan.facts[slot];
        if (fact) facts[slot] = await this.fact(fact);
      }),
    );
    return facts;
  }

  async fact({ source }: PlanFact): Promise<Known<Value>> {
    switch (source.kind) {
      case 'now':
        return this.now;
      case 'secret':
        return unknown('a secret is no value of a condition');
      case 'probe':
        return valueOf(await this.probe(source.probe), source.field);
      case 'release':
      case 'setting':
      case 'input':
        return this.#world.given(source);
    }
  }

  /** Runs the probe, or waits for the run that is under way. */
  probe(name: string): Promise<readonly ProbeReading[]> {
    const running = this.#runs.get(name) ?? this.#start(name);
    this.#runs.set(name, running);
    return running;
  }

  async #start(name: string): Promise<readonly ProbeReading[]> {
    const probe = this.#plan.probes.find((candidate) => candidate.name === name);
    if (!probe) throw new TypeError(`the plan has no probe ${name}`);
    const readings = await Promise.all(
      probe.each ? probe.each.values.map((item) => this.#run(probe, item)) : [this.#run(probe)],
    );
    this.#readings.set(name, readings);
    return readings;
  }

  async #run(probe: PlanProbe, item?: Constant): Promise<ProbeReading> {
    const { emit, signal, range } = this.#options;
    const about = {
      probe: probe.name,
      kind: probe.kind,
      ...(item !== undefined && { item: String(item) }),
    };
    emit({ type: 'probe.started', ...about });
    const reading = await runProbe(this.#world, {
      probe,
      config: this.#config(probe, item),
      ...(item !== undefined && { item }),
      ...(range !== undefined && { range }),
      signal,
    });
    const { duration, failure, subject, detail } = reading;
    emit({
      type: 'probe.finished',
      ...about,
      duration,
      ...(failure !== undefined && { failure }),
      ...(subject !== undefined && { subject }),
      ...(detail !== undefined && { detail }),
    });
    return reading;
  }

  #config(probe: PlanProbe, item: Constant | undefined) {
    const locals = new Map<string, Value>();
    if (probe.each && item !== undefined) locals.set(probe.each.name, item);
    return resolveConfig(probe.config, (id) => this.outer(id), locals);
  }

  /** A fact that needs no probe, by its id; secrets are what they are. For configurations. */
  outer(id: string): Known<Value> | SecretText {
    const fact = this.#plan.facts.find((candidate) => candidate.id === id);
    if (!fact) throw new TypeError(`the plan has no fact ${id}`);
    const { source } = fact;
    if (source.kind === 'now') return this.now;
    if (source.kind === 'probe') return unknown(`\`${id}\` is not known before the probes have run`);
    return source.kind === 'secret' ? this.#world.secret(source.name) : this.#world.given(source);
  }
}

/** One field, or for a probe with `each` the list of its records. */
function valueOf(readings: readonly ProbeReading[], field: string | undefined): Known<Value> {
  if (field === undefined) return readings.map(({ fields }) => fields);
  return readings[0]?.fields.get(field) ?? unknown(`there is no \`${field}\``);
}
