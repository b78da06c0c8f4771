/**
 * One look at the world. Each probe runs at most once in it, when the first fact of it is asked for; facts that are known
 * without a probe come from the world.
 */
import type { EvaluationPlan, PlanFact, PlanProbe, Track } from '../../plan/plan.ts';
import type { SecretText } from '../../plan/secret.ts';
import { type Constant, factsOf } from '../../plan/term.ts';
import { shown } from '../../plan/shown.ts';
import { type Known, unknown, type Value } from '../../plan/value.ts';
import { type ScoreResult, scoreOf } from '../core/score.ts';
import type { PastPoints } from '../ports/index.ts';
import { type Deployed, deployedIn } from './deployed.ts';
import type { EventBody } from './events.ts';
import type { FactSource } from './look.ts';
import { type ProbeReading, runProbe } from './probe-run.ts';
import { resolveQueries } from './query-shape.ts';
import type { World } from './world.ts';

const LONGEST_OBSERVATION = 20 * 60_000;

export interface ObservationOptions {
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** Asks about the past too: so much of it, in steps; milliseconds. */
  readonly past?: Omit<PastPoints, 'end'>;
  /** What `${track}` stands for on each side of the rollout that is asked about. */
  readonly tracks?: Readonly<Record<Track, string>>;
  /** The rollout that the conditions belong to, by the fields of `rollout.*`. */
  readonly rollout?: Readonly<Record<string, Value>>;
}

export class Observation implements FactSource {
  /** The instant that `now` is. */
  readonly now: number;
  /** What the probes gave that have run to their end, by `readingKey`. */
  readonly readings = new Map<string, readonly ProbeReading[]>();
  /** When it began, on the clock, whatever `now` is. */
  readonly #began: number;
  /** Clock time at which the last probe must have ended, whatever its own deadline is. */
  readonly #end: number;
  readonly #scores = new Map<string, ScoreResult>();
  readonly #runs = new Map<string, Promise<readonly ProbeReading[]>>();
  /** By environment. */
  readonly #deployed = new Map<string, Promise<Deployed>>();
  /** What probes ask for alike. */
  readonly #shared = new Map<string, Promise<unknown>>();
  readonly #plan: EvaluationPlan;
  readonly #world: World;
  readonly #options: ObservationOptions;

  constructor(plan: EvaluationPlan, world: World, options: ObservationOptions) {
    this.#plan = plan;
    this.#world = world;
    this.#options = options;
    this.now = world.at ?? world.clock.now();
    this.#began = Math.floor(world.clock.now());
    this.#end = world.clock.monotonic() + LONGEST_OBSERVATION;
  }

  /** The fact's value; runs its probe if it has not run. Rejects only when cancelled. */
  async fact({ source }: PlanFact): Promise<Known<Value>> {
    if (source.kind === 'probe') return valueOf(await this.probe(source.probe, source.track), source.field);
    if (source.kind === 'score') return (await this.#score(source.score))[source.field];
    if (source.kind === 'deployed') return (await this.#deployedIn(source.environment))[source.field];
    return this.#outer(source);
  }

  #deployedIn(environment: string): Promise<Deployed> {
    const reading =
      this.#deployed.get(environment) ?? deployedIn(this.#world, this.#plan.policy, environment);
    this.#deployed.set(environment, reading);
    return reading;
  }

  async #score(name: string): Promise<ScoreResult> {
    const result = await this.scoreFrom(name, this);
    this.#scores.set(name, result);
    return result;
  }

  /** A score of what `source` tells. Every criterion is looked at: which of them is low is what people want to know. */
  async scoreFrom(name: string, source: FactSource): Promise<ScoreResult> {
    const score = this.#plan.scores.find((candidate) => candidate.name === name);
    if (!score) throw new TypeError(`the plan has no score ${name}`);
    const ids = new Set<string>();
    for (const { of } of score.criteria) factsOf(of, ids);
    const facts = new Map<string, Known<Value>>();
    await Promise.all(
      this.#plan.facts
        .filter(({ id }) => ids.has(id))
        .map(async (fact) => {
          facts.set(fact.id, await source.fact(fact));
        }),
    );
    return scoreOf(score, facts);
  }

  /** `git.clean 0, 1 - min(git.ahead / 5, 1) 0.8` */
  #criteriaOf(name: string): string | undefined {
    const score = this.#plan.scores.find((candidate) => candidate.name === name);
    const shares = this.#scores.get(name)?.shares;
    const source = score && this.#plan.sources[score.location.file];
    return score?.criteria
      .map(({ of }, index) => `${source?.slice(...of.span) ?? ''} ${shown(shares?.[index] ?? 0, 'number')}`)
      .join(', ');
  }

  /** Which thing a fact was measured on, and what the probe adds: `web-1, 3 attempts`. */
  describe(id: string): string | undefined {
    const source = this.#source(id);
    if (source?.kind === 'score')
      return source.field === 'value' ? this.#criteriaOf(source.score) : undefined;
    if (source?.kind !== 'probe') return undefined;
    const [reading, ...others] = this.readings.get(readingKey(source.probe, source.track)) ?? [];
    if (!reading || others.length > 0) return undefined;
    const texts = [reading.subject, detailOf(reading, source.field)];
    return texts.filter((text) => text !== undefined).join(', ') || undefined;
  }

  #source(id: string): PlanFact['source'] | undefined {
    return this.#plan.facts.find((fact) => fact.id === id)?.source;
  }

  #outer(
    source: Exclude<PlanFact['source'], { kind: 'probe' | 'score' | 'deployed' }>,
    track: Track = 'stable',
  ): Known<Value> {
    switch (source.kind) {
      case 'now':
        return this.now;
      case 'secret':
        return unknown('a secret is no value');
      case 'track':
        return (this.#options.tracks ?? this.#world.tracks)?.[track] ?? track;
      case 'rollout':
        return this.#options.rollout?.[source.field] ?? unknown('there is no rollout');
      default:
        return this.#world.given(source);
    }
  }

  /** What a configuration may read: no probe, for none has run then. */
  #given(id: string, track: Track | undefined): Known<Value | SecretText> {
    const source = this.#source(id);
    if (!source || source.kind === 'probe' || source.kind === 'score' || source.kind === 'deployed')
      throw new TypeError(`the plan gives no ${id} to a probe`);
    return source.kind === 'secret' ? this.#world.secret(source.name) : this.#outer(source, track);
  }

  /** Runs the probe, or waits for the run that is under way. */
  probe(name: string, track?: Track): Promise<readonly ProbeReading[]> {
    const key = readingKey(name, track);
    const running = this.#runs.get(key) ?? this.#start(name, track);
    this.#runs.set(key, running);
    return running;
  }

  async #start(name: string, track: Track | undefined): Promise<readonly ProbeReading[]> {
    const probe = this.#plan.probes.find((candidate) => candidate.name === name);
    if (!probe) throw new TypeError(`the plan has no probe ${name}`);
    const readings = await Promise.all(
      probe.each ? probe.each.values.map((item) => this.#run(probe, track, item)) : [this.#run(probe, track)],
    );
    this.readings.set(readingKey(name, track), readings);
    return readings;
  }

  async #run(probe: PlanProbe, track: Track | undefined, item?: Constant): Promise<ProbeReading> {
    const { emit, signal, past } = this.#options;
    const about = {
      probe: probe.name,
      kind: probe.kind,
      ...(item !== undefined && { item: String(item) }),
    };
    emit({ type: 'probe.started', ...about });
    const locals = new Map(probe.each && item !== undefined ? [[probe.each.name, item]] : []);
    const configure = () => resolveQueries(probe.config, (id) => this.#given(id, track), locals);
    const reading = await runProbe(this.#world, {
      probe,
      config: await configure(),
      configure,
      ...(item !== undefined && { item }),
      ...(past && { past: { duration: past.duration, every: past.every, end: this.#began } }),
      shared: this.#shared,
      end: this.#end,
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

/** By the name of the probe; the canary's readings stand apart. */
export function readingKey(probe: string, track: Track | undefined): string {
  return track === 'canary' ? `canary.${probe}` : probe;
}

/** What the probe adds about one of its fields. */
export function detailOf({ detail, details }: ProbeReading, field: string | undefined): string | undefined {
  return (field === undefined ? undefined : details?.get(field)) ?? detail;
}

type Point = Pick<ProbeReading, 'fields'>;

/** One field, or for a probe with `each` the list of its records. */
function valueOf(readings: readonly Point[], field: string | undefined): Known<Value> {
  if (field === undefined) return readings.map(({ fields }) => fields);
  return readings[0]?.fields.get(field) ?? unknown(`there is no \`${field}\``);
}

/** One point of the past of an observation, counted back from the newest, 0. What no probe tells stands still. */
export function pointOfPast(observation: Observation, back: number): FactSource {
  return {
    describe: (id) => observation.describe(id),
    async fact(fact) {
      const { source } = fact;
      if (source.kind === 'score') return (await observation.scoreFrom(source.score, this))[source.field];
      if (source.kind !== 'probe') return observation.fact(fact);
      const readings = await observation.probe(source.probe, source.track);
      return valueOf(
        readings.map((reading) => pointOf(reading, back)),
        source.field,
      );
    },
  };
}

/** How many points of the past the probes gave, at most. */
export function pointsOfPast({ readings }: Observation): number {
  return Math.max(0, ...[...readings.values()].flat().map(({ series }) => series?.length ?? 0));
}

/** What is known of the present alone is unknown of any other time. */
function pointOf(reading: ProbeReading, back: number): Point {
  const { fields, failure, series } = reading;
  const point = failure === undefined ? series?.at(-1 - back) : fields;
  return {
    fields:
      point ?? new Map(Array.from(fields.keys(), (name) => [name, unknown('it was not measured then')])),
  };
}
