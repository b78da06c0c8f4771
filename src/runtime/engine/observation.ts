/**
 * One look at the world. Each probe runs at most once in it, when the first fact of it is asked for; facts that are known
 * without a probe come from the world.
 */
import type { EvaluationPlan, PlanFact, PlanProbe } from '../../plan/plan.ts';
import type { SecretText } from '../../plan/secret.ts';
import type { Constant } from '../../plan/term.ts';
import { type Known, unknown, type Value } from '../../plan/value.ts';
import type { FactSlots } from '../core/facts.ts';
import { resolveConfig } from '../core/resolve-config.ts';
import type { EventBody } from './events.ts';
import { type Past, type ProbeReading, runProbe } from './probe-run.ts';
import type { World } from './world.ts';

export interface ObservationOptions {
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** Asks about the past instead of now. */
  readonly past?: Past;
}

export class Observation {
  /** The instant that `now` is. */
  readonly now: number;
  /** What the probes gave that have run to their end. */
  readonly readings = new Map<string, readonly ProbeReading[]>();
  readonly #runs = new Map<string, Promise<readonly ProbeReading[]>>();
  readonly #plan: EvaluationPlan;
  readonly #world: World;
  readonly #options: ObservationOptions;

  constructor(plan: EvaluationPlan, world: World, options: ObservationOptions) {
    this.#plan = plan;
    this.#world = world;
    this.#options = options;
    this.now = world.at ?? world.clock.now();
  }

  /** Fills the slots with what is known and what the probes give. Rejects only when cancelled. */
  async gather(facts: FactSlots, slots: Iterable<number>): Promise<void> {
    await Promise.all(
      Array.from(new Set(slots), async (slot) => {
        const fact = this.#plan.facts[slot];
        if (fact) facts.set(fact.id, await this.#fact(fact));
      }),
    );
  }

  /** How many points of the past the probes gave, at most. */
  get points(): number {
    const lengths = [...this.readings.values()].flat().map(({ series }) => series?.length ?? 0);
    return Math.max(0, ...lengths);
  }

  /** The facts at one point of the past, counted back from the newest, 0. Probes without a past stand still. */
  at(back: number, facts: FactSlots, slots: Iterable<number>): void {
    for (const slot of slots) {
      const fact = this.#plan.facts[slot];
      if (fact?.source.kind !== 'probe') continue;
      const { probe, field } = fact.source;
      facts.set(fact.id, valueOf((this.readings.get(probe) ?? []).map((reading) => pointOf(reading, back)), field));
    }
  }

  async #fact({ source }: PlanFact): Promise<Known<Value>> {
    if (source.kind === 'probe') return valueOf(await this.#probe(source.probe), source.field);
    return this.#outer(source);
  }

  #outer(source: Exclude<PlanFact['source'], { kind: 'probe' }>): Known<Value> {
    if (source.kind === 'now') return this.now;
    return source.kind === 'secret' ? unknown('a secret is no value') : this.#world.given(source);
  }

  /** What a configuration may read: no probe, for none has run then. */
  #given(id: string): Known<Value | SecretText> {
    const source = this.#plan.facts.find((fact) => fact.id === id)?.source;
    if (!source || source.kind === 'probe') throw new TypeError(`the plan gives no ${id} to a probe`);
    return source.kind === 'secret' ? this.#world.secret(source.name) : this.#outer(source);
  }

  /** Runs the probe, or waits for the run that is under way. */
  #probe(name: string): Promise<readonly ProbeReading[]> {
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
    this.readings.set(name, readings);
    return readings;
  }

  async #run(probe: PlanProbe, item?: Constant): Promise<ProbeReading> {
    const { emit, signal, past } = this.#options;
    const about = {
      probe: probe.name,
      kind: probe.kind,
      ...(item !== undefined && { item: String(item) }),
    };
    emit({ type: 'probe.started', ...about });
    const reading = await runProbe(this.#world, {
      probe,
      config: resolveConfig(
        probe.config,
        (id) => this.#given(id),
        new Map(probe.each && item !== undefined ? [[probe.each.name, item]] : []),
      ),
      ...(item !== undefined && { item }),
      ...(past && { past }),
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
}

type Point = Pick<ProbeReading, 'fields'>;

function pointOf({ fields, series }: ProbeReading, back: number): Point {
  if (!series) return { fields };
  const point = series.at(-1 - back);
  return {
    fields: point ?? new Map(Array.from(fields.keys(), (name) => [name, unknown('it was not measured then')])),
  };
}

/** One field, or for a probe with `each` the list of its records. */
function valueOf(readings: readonly Point[], field: string | undefined): Known<Value> {
  if (field === undefined) return readings.map(({ fields }) => fields);
  return readings[0]?.fields.get(field) ?? unknown(`there is no \`${field}\``);
}
