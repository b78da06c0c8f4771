/**
 * Comparisons of known values. The static types of both sides agree, but for untyped data, whose values are checked here:
 * a value of another kind than the other side's is not unequal, it is unknown.
 */
import { type CompareOperator } from '../term.ts';
import { isList, isRecord, type Type } from '../type.ts';
import { isUnknown, type Known, unknown, type Value } from '../value.ts';
import { comparePrecedence, parseVersion, type Version } from './semver.ts';
import { kindOf } from './kind.ts';

/** The type by which two sides are compared: what is known of either. */
export function comparisonType(left: Type, right: Type): Type {
  return left === 'any' ? right : left;
}

export function compare(operator: CompareOperator, left: Value, right: Value, type: Type): Known<boolean> {
  if (operator === '==') return equal(left, right, type);
  if (operator === '!=') {
    const same = equal(left, right, type);
    return isUnknown(same) ? same : !same;
  }
  const order = orderOf(left, right, type);
  if (isUnknown(order)) return order;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Structural equality; versions by precedence, and a text is equal to itself even where it is no version. */
export function equal(left: Value, right: Value, type: Type): Known<boolean> {
  if (left === null || right === null) return unknown('it is null');
  if (kindOf(left) !== kindOf(right))
    return unknown(`${kindOf(left)} cannot be compared with ${kindOf(right)}`);
  if (type === 'version' && left !== right) {
    const order = orderOf(left, right, type);
    return isUnknown(order) ? order : order === 0;
  }
  if (Array.isArray(left))
    return equalLists(left, right as readonly Value[], isList(type) ? type.list : 'any');
  if (left instanceof Map) return equalRecords(left, right as ReadonlyMap<string, Known<Value>>, type);
  return left === right;
}

function equalLists(left: readonly Value[], right: readonly Value[], item: Type): Known<boolean> {
  if (left.length !== right.length) return false;
  return allEqual(left.map((value, i) => equal(value, right[i] ?? null, item)));
}

function equalRecords(
  left: ReadonlyMap<string, Known<Value>>,
  right: ReadonlyMap<string, Known<Value>>,
  type: Type,
): Known<boolean> {
  if (left.size !== right.size || [...left.keys()].some((key) => !right.has(key))) return false;
  return allEqual(
    [...left].map(([key, value]) => {
      const other = right.get(key) ?? null;
      if (isUnknown(value)) return value;
      return isUnknown(other) ? other : equal(value, other, fieldType(type, key));
    }),
  );
}

function fieldType(type: Type, key: string): Type {
  return isRecord(type) && Object.hasOwn(type.record, key) ? (type.record[key] ?? 'any') : 'any';
}

/** One known difference decides; else one unknown. */
function allEqual(parts: readonly Known<boolean>[]): Known<boolean> {
  return !parts.includes(false) && (parts.find(isUnknown) ?? true);
}

/** Negative, zero, positive: numbers in base units, or versions by precedence. */
function orderOf(left: Value, right: Value, type: Type): Known<number> {
  if (type === 'version') return versionOrder(left, right);
  if (typeof left !== 'number') return unknown(`${kindOf(left)} has no order`);
  if (typeof right !== 'number') return unknown(`${kindOf(right)} has no order`);
  return left - right;
}

function versionOrder(left: Value, right: Value): Known<number> {
  const [a, b] = [versionOf(left), versionOf(right)];
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : comparePrecedence(a, b);
}

function versionOf(value: Value): Known<Version> {
  if (typeof value !== 'string') return unknown(`${kindOf(value)} is not a version`);
  return parseVersion(value) ?? unknown(`\`${value}\` is not a semantic version`);
}

/** `item in list`: equal to one of them; unknown when only unknown ones are left. */
export function contains(list: Value, item: Value, itemType: Type): Known<boolean> {
  if (!Array.isArray(list)) return unknown(`${kindOf(list)} is not a list`);
  const found = (list as readonly Value[]).map((candidate) => equal(item, candidate, itemType));
  return found.includes(true) || (found.find(isUnknown) ?? false);
}
