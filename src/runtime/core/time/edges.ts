/**
 * Rising instants that are searched at random. Time is divided into as many buckets of equal length as there are edges;
 * an instant's bucket leaves one or two of them to bisect.
 */
export class Edges {
  readonly #instants: Float64Array;
  #buckets: Buckets | undefined;

  /** Rising. They may begin and end with the infinite ones. */
  constructor(instants: readonly number[]) {
    this.#instants = Float64Array.from(instants);
  }

  get length(): number {
    return this.#instants.length;
  }

  at(index: number): number | undefined {
    return this.#instants[index];
  }

  /** How many lie at or before the instant. */
  countUpTo(instant: number): number {
    const { origin, scale, counts } = (this.#buckets ??= bucketsOf(this.#instants));
    const bucket = bucketOf(instant, origin, scale, counts.length - 2);
    let low = counts[bucket] as number;
    let high = counts[bucket + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#instants[middle] as number) <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Buckets {
  readonly origin: number;
  /** Buckets in a millisecond. */
  readonly scale: number;
  /** How many edges lie in the buckets before each, and after the last. */
  readonly counts: Uint32Array;
}

function bucketsOf(instants: Float64Array): Buckets {
  const finite = instants.filter(Number.isFinite);
  const origin = finite.at(0) ?? 0;
  const length = (finite.at(-1) ?? 0) - origin;
  const last = Math.max(0, finite.length - 1);
  const scale = length > 0 ? last / length : 0;
  const counts = new Uint32Array(last + 2);
  for (const instant of instants) {
    const next = bucketOf(instant, origin, scale, last) + 1;
    counts[next] = (counts[next] as number) + 1;
  }
  let sum = 0;
  return { origin, scale, counts: counts.map((count) => (sum += count)) };
}

/** Never falls as instants rise, whatever is lost in rounding: edges of earlier buckets are earlier. */
function bucketOf(instant: number, origin: number, scale: number, last: number): number {
  // With a single bucket, the infinite edges come to no number, which is 0 here.
  return Math.max(0, Math.min(last, (instant - origin) * scale)) | 0;
}
