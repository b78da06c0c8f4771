import type { ConfigSchema } from '../../src/plan/descriptor.ts';
import { readBytes, readDuration } from '../../src/plan/units.ts';
import type { ResolvedRecord, ResolvedValue } from '../../src/runtime/ports/index.ts';

/** A configuration as an adapter gets it: with the defaults of its schema, in base units. */
export function withDefaults(
  { config: schema }: { readonly config: ConfigSchema },
  config: ResolvedRecord,
): ResolvedRecord {
  const presets = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    property.default === undefined ? [] : [[key, presetOf(property)] as const],
  );
  return { ...Object.fromEntries(presets), ...config };
}

function presetOf(property: ConfigSchema): ResolvedValue {
  const literal = property.sentinel?.literal;
  const text = String(property.default);
  const reading = literal === 'duration' ? readDuration(text) : literal === 'bytes' && readBytes(text);
  return reading && 'value' in reading ? reading.value : (property.default as ResolvedValue);
}
