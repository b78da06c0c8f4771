import { isList, isRecord, type Type } from './type.ts';
import { formatBytes, formatDuration, formatInstant, formatNumber, formatRatio } from './units.ts';
import { isUnknown, type Known, type Value } from './value.ts';

/** How a value reads to people: `91 %`, `1.3 s`, `[main, dev]`; an unknown one with its reason. */
export function shown(value: Known<Value>, type: Type): string {
  if (isUnknown(value)) return `unknown: ${value.reason}`;
  if (value === null) return 'null';
  if (typeof value === 'number') return shownNumber(value, type);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Map) {
    const fields = Array.from(value as ReadonlyMap<string, Known<Value>>, ([key, item]) => {
      const known = isRecord(type) && Object.hasOwn(type.record, key) ? type.record[key] : undefined;
      return `${key}: ${shown(item, known ?? 'any')}`;
    });
    return `{ ${fields.join(', ')} }`;
  }
  const item = isList(type) ? type.list : 'any';
  return `[${(value as readonly Value[]).map((one) => shown(one, item)).join(', ')}]`;
}

function shownNumber(value: number, type: Type): string {
  switch (type) {
    case 'ratio':
      return formatRatio(value);
    case 'duration':
      return formatDuration(value);
    case 'bytes':
      return formatBytes(value);
    case 'instant':
      return formatInstant(value);
    default:
      return formatNumber(value);
  }
}
