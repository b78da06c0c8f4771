import { kindOf } from '../../plan/operations/kind.ts';
import { isList, isNumeric, isRecord, type Type, typeName } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';

/** The value, if it is one of the type; else unknown. Adapters stand at the edge of the program: they are checked. */
export function conform(value: Known<Value>, type: Type): Known<Value> {
  if (isUnknown(value) || fits(value, type)) return value;
  if (typeof value === 'number') return unknown(`${value} is not a finite number`);
  return unknown(`it is ${kindOf(value)} and not a ${typeName(type)}`);
}

function fits(value: Value, type: Type): boolean {
  if (type === 'any') return typeof value !== 'number' || Number.isFinite(value);
  if (type === 'boolean') return typeof value === 'boolean';
  if (isNumeric(type)) return typeof value === 'number' && Number.isFinite(value);
  if (isList(type))
    return Array.isArray(value) && (value as readonly Value[]).every((item) => fits(item, type.list));
  if (isRecord(type)) return value instanceof Map;
  return typeof value === 'string';
}
