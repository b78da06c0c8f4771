/** Where a user stands, always in the same place: sticky, uniform, and independent between two seeds. */
import { hashed } from './hash.ts';

export interface Bucket {
  /** The first 8 bytes as a fraction of 2^64: in when below the weight. */
  readonly share: number;
  /** The next 8: which of several variants. */
  readonly variant: number;
}

/** `fields`: what `assign.by` names, in its order. */
export function bucketOf(seed: string, fields: readonly string[]): Bucket {
  const words = hashed(seed, fields);
  return { share: fractionOf(words, 0), variant: fractionOf(words, 2) };
}

/** The nearest number, but never 1, which would be below no weight. */
function fractionOf(words: Uint32Array, at: number): number {
  return Math.min(((words[at] as number) * 2 ** 32 + (words[at + 1] as number)) / 2 ** 64, 1 - 2 ** -53);
}
