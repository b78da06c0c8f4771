import type { SecretText } from './secret.ts';

/** A configuration with every template filled in; a text with a secret in it is opaque. */
export type ResolvedValue =
  boolean | number | string | SecretText | readonly ResolvedValue[] | ResolvedRecord;

export interface ResolvedRecord {
  readonly [key: string]: ResolvedValue;
}
