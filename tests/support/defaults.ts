import type { ConfigSchema } from '../../src/plan/descriptor.ts';
import { readDuration } from '../../src/plan/units.ts';
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
  const reading = property.sentinel?.literal === 'duration' && readDuration(String(property.default));
  return reading && 'value' in reading ? reading.value : (property.default as ResolvedValue);
}
