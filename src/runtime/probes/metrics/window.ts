/**
 * What happened between two reads of counters: a share of bad events, a quantile of a histogram. Series that fit are added
 * up, as `sum` does in Prometheus.
 */
import { formatNumber } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown } from '../../../plan/value.ts';
import type { Exposition, Sample } from './exposition.ts';
import { freshValue, type Freshness, matching, sampleAge, type Selection } from './series.ts';

export interface Ratio {
  readonly bad: Selection;
  readonly total: Selection;
}

export interface Quantile {
  /** Name and labels of the histogram. */
  readonly of: Selection;
  /** From 0 to 1. */
  readonly at: number;
}

/** Two reads, the first of them earlier. */
export interface Reads {
  readonly first: Exposition;
  readonly last: Exposition;
  readonly freshness: Freshness;
}

/** A value, and what it rests upon. */
export interface Windowed {
  readonly value: Known<number>;
  /** Events between the two reads. */
  readonly samples: Known<number>;
  /** Milliseconds; of the oldest sample. */
  readonly age: Known<number>;
}

/** 0 while there is no bad event, unknown without traffic. */
export function ratioIn(reads: Reads, { bad, total }: Ratio): Windowed {
  const samples = totalIn(reads, total);
  return { value: shareOf(grownBy(reads, bad), samples), samples, age: oldestIn(reads, total) };
}

/** Within the bucket that holds it, events count as spread evenly, as in Prometheus. */
export function quantileIn(reads: Reads, { of, at }: Quantile): Windowed {
  const buckets = { ...of, metric: `${of.metric}_bucket` };
  const samples = totalIn(reads, { ...of, metric: `${of.metric}_count` });
  const grown = grownBy(reads, buckets, 'le');
  const value = isUnknown(samples) ? samples : isUnknown(grown) ? grown : rankIn(grown, at, samples);
  return { value, samples, age: oldestIn(reads, buckets) };
}

function totalIn(reads: Reads, total: Selection): Known<number> {
  if (matching(reads.last, total).length === 0) return unknown(`no series of \`${total.metric}\` fits`);
  const grown = grownBy(reads, total);
  return isUnknown(grown) ? grown : sumOf(grown);
}

function shareOf(grown: Known<ReadonlyMap<string, number>>, total: Known<number>): Known<number> {
  if (isUnknown(total)) return total;
  if (total === 0) return unknown('no traffic between the two reads');
  if (isUnknown(grown)) return grown;
  const bad = sumOf(grown);
  return bad > total
    ? unknown(
        `${formatNumber(bad)} bad of ${formatNumber(total)} events: the counters do not belong together`,
      )
    : bad / total;
}

/**
 * How much the series that fit have grown, added up by the value of one label. One that is new counts whole, since
 * counters are born with their first events; one that fell began anew, and then nobody knows.
 */
function grownBy(
  { first, last, freshness }: Reads,
  selection: Selection,
  label?: string,
): Known<ReadonlyMap<string, number>> {
  const before = new Map(matching(first, selection).map((sample) => [seriesOf(sample), sample]));
  const grown = new Map<string, number>();
  for (const sample of matching(last, selection)) {
    const now = freshValue(sample, freshness);
    if (isUnknown(now)) return now;
    const earlier = before.get(seriesOf(sample));
    before.delete(seriesOf(sample));
    const then = earlier ? freshValue(earlier, freshness) : 0;
    if (isUnknown(then)) return then;
    if (now < then) return unknown(`\`${selection.metric}\` began anew between the two reads`);
    const key = label === undefined ? '' : (sample.labels.get(label) ?? '');
    grown.set(key, (grown.get(key) ?? 0) + now - then);
  }
  return before.size > 0
    ? unknown(`a series of \`${selection.metric}\` went away between the two reads`)
    : grown;
}

function seriesOf({ labels }: Sample): string {
  return JSON.stringify(Array.from(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function rankIn(grown: ReadonlyMap<string, number>, at: number, total: number): Known<number> {
  if (total === 0) return unknown('no traffic between the two reads');
  const buckets = Array.from(grown, ([le, count]) => ({ bound: boundOf(le), count })).toSorted(
    (a, b) => a.bound - b.bound,
  );
  const counts = buckets.map(({ count }) => count);
  const fits = buckets.at(-1)?.bound === Infinity && counts.at(-1) === total;
  if (!fits || counts.some((count, index) => !(count >= (counts[index - 1] ?? 0))))
    return unknown('the buckets of the histogram do not belong together');
  const index = counts.findIndex((count) => count >= at * total);
  const { bound = Number.NaN, count = 0 } = buckets[index] ?? {};
  const below = buckets[index - 1] ?? { bound: Math.min(0, bound), count: 0 };
  if (bound === Infinity)
    return unknown(`it is above ${formatNumber(below.bound)}, the largest bound of the histogram`);
  const inside = count - below.count;
  return inside === 0 ? bound : below.bound + (bound - below.bound) * ((at * total - below.count) / inside);
}

/** NaN where it is no number, which fits no order. */
function boundOf(le: string): number {
  return le === '+Inf' ? Infinity : le === '' ? Number.NaN : Number(le);
}

function oldestIn({ last, freshness }: Reads, selection: Selection): Known<number> {
  const ages = matching(last, selection).map((sample) => sampleAge(sample, freshness.now));
  return ages.length === 0 ? unknown(`no series of \`${selection.metric}\` fits`) : Math.max(...ages);
}

function sumOf(grown: ReadonlyMap<string, number>): number {
  return [...grown.values()].reduce((sum, count) => sum + count, 0);
}
