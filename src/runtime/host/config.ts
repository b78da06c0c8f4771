/** Reads one key of a component's configuration. The schema has checked its shape, and the compiler has filled in defaults. */
import { SecretText } from '../../plan/secret.ts';
import type { ResolvedRecord, ResolvedValue } from '../ports/index.ts';

export function textOf(config: ResolvedRecord, key: string): string | undefined {
  const value = own(config, key);
  return typeof value === 'string' ? value : undefined;
}

/** The text of a key that is required or has a default. */
export function requiredTextOf(config: ResolvedRecord, key: string): string {
  const text = textOf(config, key);
  if (text === undefined) throw new TypeError(`the configuration has no text \`${key}\``);
  return text;
}

/** A text that may be a secret. */
export function secretOf(config: ResolvedRecord, key: string): string | SecretText | undefined {
  const value = own(config, key);
  return typeof value === 'string' || value instanceof SecretText ? value : undefined;
}

export function requiredSecretOf(config: ResolvedRecord, key: string): string | SecretText {
  const text = secretOf(config, key);
  if (text === undefined) throw new TypeError(`the configuration has no text \`${key}\``);
  return text;
}

export function textsOf(config: ResolvedRecord, key: string): readonly string[] {
  const value = own(config, key);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function numberOf(config: ResolvedRecord, key: string): number | undefined {
  const value = own(config, key);
  return typeof value === 'number' ? value : undefined;
}

/** The number of a key that is required or has a default. */
export function requiredNumberOf(config: ResolvedRecord, key: string): number {
  const value = numberOf(config, key);
  if (value === undefined) throw new TypeError(`the configuration has no number \`${key}\``);
  return value;
}

export function booleanOf(config: ResolvedRecord, key: string): boolean | undefined {
  const value = own(config, key);
  return typeof value === 'boolean' ? value : undefined;
}

/** What the configuration says under a key that holds further ones. */
export function recordOf(config: ResolvedRecord, key: string): ResolvedRecord | undefined {
  return own(config, key) as ResolvedRecord | undefined;
}

/** The texts of a map, some of them secret. */
export function textMapOf(config: ResolvedRecord, key: string): ReadonlyMap<string, string | SecretText> {
  const value = own(config, key);
  if (typeof value !== 'object') return new Map();
  return new Map(Object.entries(value as Readonly<Record<string, string | SecretText>>));
}

function own(config: ResolvedRecord, key: string): ResolvedValue | undefined {
  return Object.hasOwn(config, key) ? config[key] : undefined;
}
