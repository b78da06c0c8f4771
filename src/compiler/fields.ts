/** The types of a probe's fields. */
import type { ProbeDescriptor } from '../plan/descriptor.ts';
import type { ConfigRecord, ConfigValue } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';

const typeOfUnit: ReadonlyMap<ConfigValue | undefined, Type> = new Map([
  ['ratio', 'ratio'],
  ['percent', 'ratio'],
  ['seconds', 'duration'],
  ['milliseconds', 'duration'],
  ['bytes', 'bytes'],
]);

/** Fields that are declared as `unit` have the type of the configured unit; what is given as a `ratio:` is a ratio. */
export function fieldTypes(
  { fields }: ProbeDescriptor,
  config: ConfigRecord,
): Readonly<Record<string, Type>> {
  const measured = Object.hasOwn(config, 'ratio') ? 'ratio' : (typeOfUnit.get(config['unit']) ?? 'number');
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type }]) => [name, type === 'unit' ? measured : type]),
  );
}
