/** One series among many, and what it says. */
import { formatDuration } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown } from '../../../plan/value.ts';
import type { Exposition, Sample } from './exposition.ts';

/** Which series: the name, and labels that it carries at least. */
export interface Selection {
  readonly metric: string;
  readonly labels: ReadonlyMap<string, string>;
}

export interface Freshness {
  readonly now: number;
  readonly maxAge: number;
}

/** What a family of any type makes of its name for its samples. */
const suffixes = ['', '_bucket', '_count', '_sum', '_total', '_created', '_info'];

/** Whether there is a sample of this name, or of the family of this name. */
export function isPresent({ samples, types }: Exposition, name: string): boolean {
  const names = new Set(types.has(name) ? suffixes.map((suffix) => name + suffix) : [name]);
  return samples.some((sample) => names.has(sample.name));
}

export function matching({ samples }: Exposition, { metric, labels }: Selection): readonly Sample[] {
  return samples.filter(
    (sample) =>
      sample.name === metric && [...labels].every(([name, value]) => sample.labels.get(name) === value),
  );
}

/** The one series that fits. */
function single(exposition: Exposition, selection: Selection): Known<Sample> {
  const found = matching(exposition, selection);
  if (found.length > 1)
    return unknown(`${found.length} series of \`${selection.metric}\` fit; \`labels\` must leave one`);
  return found[0] ?? unknown(`no series of \`${selection.metric}\` fits`);
}

/** Milliseconds; a sample that carries no time is of now. */
export function ageOf(exposition: Exposition, selection: Selection, now: number): Known<number> {
  const sample = single(exposition, selection);
  return isUnknown(sample) ? sample : sampleAge(sample, now);
}

export function sampleAge({ time }: Sample, now: number): number {
  return time === undefined ? 0 : now - time;
}

/** The value of the one series that fits, unless it is no number, or of another time. */
export function valueOf(exposition: Exposition, selection: Selection, freshness: Freshness): Known<number> {
  const sample = single(exposition, selection);
  return isUnknown(sample) ? sample : freshValue(sample, freshness);
}

export function freshValue(sample: Sample, { now, maxAge }: Freshness): Known<number> {
  const { name, value } = sample;
  if (!Number.isFinite(value)) return unknown(`\`${name}\` is ${value}`);
  const age = sampleAge(sample, now);
  if (!(Math.abs(age) <= maxAge))
    return unknown(
      `\`${name}\` is of another time, ${formatDuration(Math.abs(age))} ${age > 0 ? 'ago' : 'ahead'}`,
    );
  return value;
}

/** How much the series grew. What is not a gauge falls only when it began anew. */
export function growthBetween(
  first: Exposition,
  last: Exposition,
  selection: Selection,
  freshness: Freshness,
): Known<number> {
  const before = valueOf(first, selection, freshness);
  if (isUnknown(before)) return before;
  const after = valueOf(last, selection, freshness);
  if (isUnknown(after)) return after;
  if (after < before && last.types.get(selection.metric) !== 'gauge')
    return unknown(`\`${selection.metric}\` began anew between the two reads`);
  return after - before;
}
