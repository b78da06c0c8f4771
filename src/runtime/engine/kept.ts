/**
 * What is kept of a judgement or an observation, for whoever asks later what it rested upon: the values, and how each came
 * about. It is bounded; what is left out is told.
 */
import type { Json } from '../../plan/audit.ts';
import type { EvaluationPlan, PlanFact } from '../../plan/plan.ts';
import type { ResolvedRecord } from '../../plan/resolved.ts';
import { jsonOfValue, type Known, unknown, type Value } from '../../plan/value.ts';
import { readingKey } from './observation.ts';
import type { ProbeReading } from './probe-run.ts';

/** One run of a probe, or what gives facts without one. */
export interface KeptSource {
  /** `probe errors`, `score health`, `the release`, `the clock`. */
  readonly from: string;
  /** The facts that it gave, by id. */
  readonly facts: readonly string[];
  readonly kind?: string;
  /** Of a probe with `each`. */
  readonly item?: string;
  /** When it was asked, milliseconds since the epoch, and how long it took. */
  readonly at?: number;
  readonly took?: number;
  /** What it was asked, with its address or query; a secret is named, never told. A text where it was cut. */
  readonly asked?: Json;
  /** Which thing was measured: a host name, a file. */
  readonly subject?: string;
  /** What the probe adds, such as how many requests it counted; by field where they differ. */
  readonly detail?: string;
  readonly details?: Readonly<Record<string, string>>;
  /** Why nothing was measured. */
  readonly failure?: string;
}

export interface Kept {
  /** By id, as `jsonOfValue` writes them. */
  readonly facts: Readonly<Record<string, Json>>;
  readonly sources: readonly KeptSource[];
  /** What is not in it for its size. */
  readonly left?: string;
}

/** Of one value, of all values and of all sources together, in characters of JSON. */
const LARGEST_VALUE = 4 * 1024;
const LARGEST_FACTS = 64 * 1024;
const LARGEST_SOURCES = 32 * 1024;
const LONGEST_TEXT = 1024;

type Readings = ReadonlyMap<string, readonly ProbeReading[]>;

export function kept(
  plan: Pick<EvaluationPlan, 'facts' | 'probes'>,
  facts: ReadonlyMap<string, Known<Value>>,
  readings: Readings,
): Kept {
  const { values, large } = keptValues(plan, facts);
  const all = sourcesOf(plan, new Set(Object.keys(values)), readings);
  const sources = fitting(all, LARGEST_SOURCES);
  const left = [
    large > 0 && `${large} of ${facts.size} values, which are too large`,
    sources.length < all.length && `where the values of ${all.length - sources.length} probes came from`,
  ].filter((text) => text !== false);
  return { facts: values, sources, ...(left.length > 0 && { left: left.join('; ') }) };
}

/** A value that is too large is kept as one that is not known, with that as its reason. */
function keptValues(
  { facts: planned }: Pick<EvaluationPlan, 'facts'>,
  facts: ReadonlyMap<string, Known<Value>>,
): { readonly values: Readonly<Record<string, Json>>; readonly large: number } {
  const secret = new Set(planned.flatMap(({ id, source }) => (source.kind === 'secret' ? [id] : [])));
  const values: [id: string, value: Json][] = [];
  let room = LARGEST_FACTS;
  let large = 0;
  for (const [id, value] of facts) {
    if (secret.has(id)) continue;
    const json = jsonOfValue(value) as Json;
    const size = JSON.stringify(json).length;
    const fits = size <= Math.min(LARGEST_VALUE, room);
    if (fits) room -= size;
    else large += 1;
    values.push([id, fits ? json : unknown(`it was not kept: ${Math.ceil(size / 1024)} KiB`).toJSON()]);
  }
  return { values: Object.fromEntries(values), large };
}

function sourcesOf(
  { facts, probes }: Pick<EvaluationPlan, 'facts' | 'probes'>,
  used: ReadonlySet<string>,
  readings: Readings,
): readonly KeptSource[] {
  const bySource = Map.groupBy(
    facts.filter(({ id }) => used.has(id)),
    ({ source }) => originOf(source),
  );
  return [...bySource].flatMap(([from, given]) => {
    const ids = given.map(({ id }) => id);
    const source = given[0]?.source;
    if (source?.kind !== 'probe') return { from, facts: ids };
    const kind = probes.find(({ name }) => name === source.probe)?.kind;
    return (readings.get(readingKey(source.probe, source.track)) ?? []).map((reading) => ({
      from,
      facts: ids,
      ...(kind !== undefined && { kind }),
      ...runOf(reading),
    }));
  });
}

function originOf(source: PlanFact['source']): string {
  switch (source.kind) {
    case 'probe':
      return `probe ${readingKey(source.probe, source.track)}`;
    case 'score':
      return `score ${source.score}`;
    case 'setting':
    case 'input':
      return `${source.kind} ${source.name}`;
    case 'now':
      return 'the clock';
    case 'release':
      return 'the release';
    case 'deployed':
      return 'the store';
    default:
      return 'the rollout';
  }
}

function runOf({
  item,
  at,
  duration,
  asked,
  subject,
  detail,
  details,
  failure,
}: ProbeReading): Omit<KeptSource, 'from' | 'facts'> {
  return {
    ...(item !== undefined && { item: cut(String(item)) }),
    at,
    took: Math.round(duration),
    ...(asked && { asked: askedOf(asked) }),
    ...(subject !== undefined && { subject: cut(subject) }),
    ...(detail !== undefined && { detail: cut(detail) }),
    ...(details && {
      details: Object.fromEntries(Array.from(details, ([field, text]) => [field, cut(text)])),
    }),
    ...(failure !== undefined && { failure: cut(failure) }),
  };
}

/** A secret names itself where it is written down; what stands before an `@` of an address may be one too. */
function askedOf(asked: ResolvedRecord): Json {
  const text = JSON.stringify(asked).replaceAll(/:\/\/[^/@\s"]*@/gu, '://…@');
  return text.length > LONGEST_TEXT ? cut(text) : (JSON.parse(text) as Json);
}

function cut(text: string): string {
  const more = text.length - LONGEST_TEXT;
  return more > 0 ? `${text.slice(0, LONGEST_TEXT)}… (${more} characters more)` : text;
}

function fitting<T>(items: readonly T[], most: number): readonly T[] {
  let room = most;
  return items.filter((item) => (room -= JSON.stringify(item).length) >= 0);
}
