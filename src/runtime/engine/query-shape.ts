/**
 * Queries with values filled in must keep the shape that they have with harmless values: a value may be a name, a number or
 * a text, never syntax. Escaping sees to that for texts in quotes; this holds for every place.
 */
import { type ConfigRecord, type ConfigValue, isConfigTemplate } from '../../plan/plan.ts';
import type { ResolvedRecord, ResolvedValue } from '../../plan/resolved.ts';
import { SecretText } from '../../plan/secret.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import type { Locals } from '../core/evaluate.ts';
import { type ConfigReader, resolveConfig } from '../core/resolve-config.ts';

/** The configuration filled in; unknown where a value would change what a query of it means. */
export async function resolveQueries(
  config: ConfigRecord,
  read: ConfigReader,
  locals: Locals,
): Promise<Known<ResolvedRecord>> {
  const resolved = resolveConfig(config, read, locals);
  if (isUnknown(resolved) || !holdsQuery(config)) return resolved;
  const tame = new Map(Array.from(locals, ([name, value]) => [name, harmless(value)] as const));
  const expected = resolveConfig(queriesIn(config), (fact) => harmless(read(fact)), tame);
  if (isUnknown(expected)) return expected;
  const { samePromqlShape } = await import('../../plan/promql.ts');
  const changed = changedQuery(config, resolved, expected, samePromqlShape);
  return changed === undefined
    ? resolved
    : unknown(`${changed}: a value that is filled in would change the query`);
}

/** A value of the same form that cannot be syntax. */
function harmless<T extends Known<Value | SecretText>>(value: T): T | string {
  if (typeof value !== 'string') return value;
  if (/^\d+(?:\.\d+)?$/u.test(value)) return '1';
  return /^(?:\d+(?:ms|[smhdwy]))+$/u.test(value) ? '1m' : 'x';
}

/** The keys that hold a query: an address would be none with a harmless value. */
function queriesIn(config: ConfigRecord): ConfigRecord {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => holdsQuery(value)));
}

function holdsQuery(value: ConfigValue): boolean {
  if (typeof value !== 'object') return false;
  if (isConfigTemplate(value)) return value.sink === 'promql';
  return Object.values(value).some(holdsQuery);
}

/** The key of the first query of another shape. */
function changedQuery(
  config: ConfigRecord,
  resolved: ResolvedRecord,
  expected: ResolvedRecord,
  same: (a: string, b: string) => boolean,
): string | undefined {
  for (const [key, value] of Object.entries(config)) {
    if (!holdsQuery(value)) continue;
    const [filled, tame] = [resolved[key], expected[key]];
    if (typeof filled === 'string' && typeof tame === 'string') {
      if (!same(filled, tame)) return key;
    } else if (isRecord(filled) && isRecord(tame)) {
      const inner = changedQuery(value as ConfigRecord, filled, tame, same);
      if (inner !== undefined) return `${key}.${inner}`;
    }
  }
  return undefined;
}

function isRecord(value: ResolvedValue | undefined): value is ResolvedRecord {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof SecretText);
}
