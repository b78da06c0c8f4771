/** Facts: what was observed, by id for terms and by slot for the kernel. */
import { kindOf } from '../../plan/operations/kind.ts';
import type { PlanFact } from '../../plan/plan.ts';
import { isList, isNumeric, isRecord, type Type, typeName } from '../../plan/type.ts';
import { isUnknown, type Known, type Unknown, unknown, type Value } from '../../plan/value.ts';

/** What terms read. A fact that is absent is unknown. */
export interface Facts {
  get(id: string): Known<Value> | undefined;
}

export const notObserved: Unknown = unknown('it was not observed');

/**
 * The facts of one plan, a slot each. Numbers and booleans (1 and 0) stand in `numbers`, NaN for unknown, so that the
 * kernel compares without looking at types; everything else, and why something is unknown, stands in `values`.
 *
 * Whoever judges in bulk may write `numbers` directly: finite numbers or NaN.
 */
export class FactSlots implements Facts {
  readonly numbers: Float64Array;
  readonly values: Known<Value>[];
  readonly #facts: readonly PlanFact[];
  readonly #slots: ReadonlyMap<string, number>;

  constructor(facts: readonly PlanFact[]) {
    this.#facts = facts;
    this.#slots = new Map(facts.map(({ id }, slot) => [id, slot]));
    this.numbers = new Float64Array(facts.length).fill(Number.NaN);
    this.values = facts.map(() => notObserved);
  }

  /** A value that is not of the fact's type is unknown. */
  set(id: string, value: Known<Value>): void {
    const slot = this.#slots.get(id);
    const fact = slot === undefined ? undefined : this.#facts[slot];
    if (slot === undefined || !fact) throw new RangeError(`the plan has no fact \`${id}\``);
    const conforming = conform(value, fact.type);
    this.values[slot] = conforming;
    if (inNumbers(fact.type)) this.numbers[slot] = isUnknown(conforming) ? Number.NaN : Number(conforming);
  }

  get(id: string): Known<Value> | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.at(slot);
  }

  at(slot: number): Known<Value> {
    const value = this.values[slot] ?? notObserved;
    const type = this.#facts[slot]?.type;
    if (type === undefined || !inNumbers(type)) return value;
    const number = this.numbers[slot] ?? Number.NaN;
    if (Number.isNaN(number)) return isUnknown(value) ? value : notObserved;
    return type === 'boolean' ? number === 1 : number;
  }
}

/** Facts of these types stand in `FactSlots.numbers`. */
function inNumbers(type: Type): boolean {
  return type === 'boolean' || isNumeric(type);
}

/**
 * The value itself when it is of the type and its numbers are finite, else unknown: what an adapter hands over is checked
 * before anything rests upon it. Fields of a record may be absent; one that does not conform is unknown by itself.
 */
export function conform(value: Known<Value>, type: Type): Known<Value> {
  if (isUnknown(value)) return value;
  if (Array.isArray(value)) return conformList(value, type);
  if (value instanceof Map) return conformRecord(value, type);
  if (type !== 'any' && typeof value !== scalarOf(type)) return mismatch(value, type);
  return typeof value === 'number' && !Number.isFinite(value) ? unknown('it is not a finite number') : value;
}

function conformList(list: readonly Value[], type: Type): Known<Value> {
  if (type !== 'any' && !isList(type)) return mismatch(list, type);
  const item = type === 'any' ? type : type.list;
  const items: Value[] = [];
  for (const value of list) {
    const conforming = conform(value, item);
    if (isUnknown(conforming)) return unknown(`an item of it is unknown: ${conforming.reason}`);
    items.push(conforming);
  }
  return items;
}

function conformRecord(record: ReadonlyMap<string, Known<Value>>, type: Type): Known<Value> {
  if (type !== 'any' && !isRecord(type)) return mismatch(record, type);
  const fieldType = (key: string): Type =>
    type !== 'any' && Object.hasOwn(type.record, key) ? (type.record[key] ?? 'any') : 'any';
  return new Map(Array.from(record, ([key, value]) => [key, conform(value, fieldType(key))]));
}

function scalarOf(type: Type): string {
  if (isNumeric(type)) return 'number';
  return type === 'boolean'
    ? 'boolean'
    : type === 'string' || type === 'version'
      ? 'string'
      : 'list or record';
}

function mismatch(value: Value, type: Type): Unknown {
  return unknown(`a value of type ${typeName(type)} was expected, and ${kindOf(value)} observed`);
}
