/**
 * Past decisions by columns: a typed array for each fact of the plan, so that a condition is judged over all of them in
 * one loop. Numbers and booleans (1 and 0) stand as they are, NaN for unknown; texts as numbers of one dictionary.
 */
import type { EvaluationPlan, PlanFact } from '../../plan/plan.ts';
import { readScalarText } from '../../plan/scalar-text.ts';
import { isNumeric, type ScalarType } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { formOf, leavesOf } from '../../runtime/core/condition.ts';
import { conform } from '../../runtime/core/facts.ts';
import { gateDigest } from '../../compiler/digest.ts';
import { defaultOf } from '../judge.ts';
import { isSustained } from '../../runtime/core/sustain.ts';
import type { PastDecision } from './record.ts';

/** No text: unknown. */
export const NO_TEXT = -1;

export type Column =
  | { readonly kind: 'numbers'; readonly data: Float64Array }
  | { readonly kind: 'texts'; readonly data: Int32Array }
  | { readonly kind: 'values'; readonly data: Known<Value>[] };

/** What a record says of a gate that looks for a time. */
export const LOOKS = {
  /** One look, and nothing of the others. */
  one: 0,
  /** That all of them were as the one. */
  all: 1,
  /** What came of this very gate. */
  passed: 2,
  stopped: 3,
} as const;

/** What became of it: as exit codes, and for a record without a decision. */
export const NOT_DECIDED = 255;
const CODES = { safe: 0, blocked: 1, critical: 2 } as const;

export class Columns {
  readonly plan: EvaluationPlan;
  #length = 0;
  #at = new Float64Array(16);
  #decisions = new Uint8Array(16);
  #started = new Uint8Array(16);
  #stopped = new Uint8Array(16);
  readonly #columns: Column[];
  /** Fields of the release that limits count by, and the environment. */
  readonly #fields: Map<string, Int32Array>;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** By slot: how many records do not hold the fact. */
  readonly #missing: Uint32Array;
  /** Of gates that look for a time, by name. */
  readonly #looks: Map<string, LooksColumn>;

  constructor(plan: EvaluationPlan) {
    this.plan = plan;
    this.#columns = plan.facts.map(({ type }): Column => {
      if (type === 'boolean' || isNumeric(type)) return { kind: 'numbers', data: new Float64Array(16) };
      if (type === 'string' || type === 'version') return { kind: 'texts', data: new Int32Array(16) };
      return { kind: 'values', data: [] };
    });
    const fields = ['env', ...plan.limits.flatMap(({ by }) => by)];
    this.#fields = new Map(fields.map((field) => [field, new Int32Array(16)]));
    this.#missing = new Uint32Array(plan.facts.length);
    this.#looks = new Map(
      plan.gates
        .filter((gate) => isSustained(gate))
        .map((gate) => [gate.name, { digest: gateDigest(gate, plan), data: new Uint8Array(16) }]),
    );
  }

  get length(): number {
    return this.#length;
  }

  get at(): Float64Array {
    return this.#at.subarray(0, this.#length);
  }

  /** Exit codes. */
  get decisions(): Uint8Array {
    return this.#decisions.subarray(0, this.#length);
  }

  get started(): Uint8Array {
    return this.#started;
  }

  get stopped(): Uint8Array {
    return this.#stopped;
  }

  column(slot: number): Column | undefined {
    return this.#columns[slot];
  }

  /** Numbers of texts, `NO_TEXT` where it is unknown. */
  field(name: string): Int32Array | undefined {
    return this.#fields.get(name);
  }

  /** Of a gate that looks for a time: `LOOKS`. */
  looks(gate: string): Uint8Array | undefined {
    return this.#looks.get(gate)?.data;
  }

  numberOf(text: string): number {
    return this.#numbers.get(text) ?? NO_TEXT;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Facts that decide and that some records do not hold, with how many. */
  missing(): readonly { readonly fact: string; readonly records: number }[] {
    const deciding = decidingSlots(this.plan);
    return this.plan.facts.flatMap(({ id }, slot) => {
      const records = deciding.has(slot) ? (this.#missing[slot] ?? 0) : 0;
      return records > 0 ? { fact: id, records } : [];
    });
  }

  /** Gates that look for a time and of which some records hold one look, with how many. */
  lookedOnce(): readonly { readonly gate: string; readonly records: number }[] {
    return Array.from(this.#looks, ([gate, { data }]) => ({
      gate,
      records: data.subarray(0, this.#length).reduce((sum, looks) => sum + Number(looks === LOOKS.one), 0),
    })).filter(({ records }) => records > 0);
  }

  push(record: PastDecision): void {
    const row = this.#length;
    if (row === this.#at.length) this.#grow();
    this.#length += 1;
    this.#at[row] = record.at;
    this.#decisions[row] = record.decision === undefined ? NOT_DECIDED : CODES[record.decision];
    this.#started[row] = Number(record.started);
    this.#stopped[row] = Number(record.stopped);
    for (const [field, column] of this.#fields) {
      const text = record.release[field];
      column[row] = text === undefined ? NO_TEXT : this.#codeOf(text);
    }
    for (const [gate, { digest, data }] of this.#looks) data[row] = looksIn(record, gate, digest);
    const { facts } = this.plan;
    for (let slot = 0; slot < facts.length; slot++) this.#put(slot, facts[slot] as PlanFact, row, record);
  }

  #put(slot: number, fact: PlanFact, row: number, record: PastDecision): void {
    const held = factOf(this.plan, fact, record);
    if (held === undefined) this.#missing[slot] = (this.#missing[slot] ?? 0) + 1;
    const column = this.#columns[slot] as Column;
    switch (column.kind) {
      case 'numbers':
        column.data[row] = numberIn(held, fact);
        break;
      case 'texts':
        column.data[row] = typeof held === 'string' ? this.#codeOf(held) : NO_TEXT;
        break;
      case 'values':
        column.data[row] = conform(held ?? notKept, fact.type);
    }
  }

  #codeOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#numbers.set(text, code);
    return code;
  }

  #grow(): void {
    const size = this.#at.length * 2;
    const larger = <T extends Float64Array | Int32Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#at = larger(this.#at, new Float64Array(size));
    this.#decisions = larger(this.#decisions, new Uint8Array(size));
    this.#started = larger(this.#started, new Uint8Array(size));
    this.#stopped = larger(this.#stopped, new Uint8Array(size));
    for (const column of this.#looks.values()) column.data = larger(column.data, new Uint8Array(size));
    for (const [field, column] of this.#fields) this.#fields.set(field, larger(column, new Int32Array(size)));
    for (const [slot, column] of this.#columns.entries())
      if (column.kind === 'numbers')
        this.#columns[slot] = { kind: 'numbers', data: larger(column.data, new Float64Array(size)) };
      else if (column.kind === 'texts')
        this.#columns[slot] = { kind: 'texts', data: larger(column.data, new Int32Array(size)) };
  }
}

interface LooksColumn {
  readonly digest: string;
  data: Uint8Array;
}

/** A gate that was another then tells nothing of this one. */
export function looksIn(
  { sustained, rules }: PastDecision,
  gate: string,
  digest: string,
): (typeof LOOKS)[keyof typeof LOOKS] {
  if (!sustained) return LOOKS.all;
  const verdict = sustained.get(gate) === digest ? rules.get(gate) : undefined;
  if (verdict === undefined || verdict === 'skipped') return LOOKS.one;
  return verdict === 'pass' ? LOOKS.passed : LOOKS.stopped;
}

/** What gates, freezes and limits read: rollouts ask their own later. */
function decidingSlots({ gates, freezes, limits, leaves }: EvaluationPlan): ReadonlySet<number> {
  const conditions = [
    ...gates.flatMap(({ when, require }) => [when, ...require]),
    ...[...freezes, ...limits].flatMap(({ when, except }) => [when, except]),
  ];
  const read = conditions.flatMap((one) => (one ? [...leavesOf(formOf(one.skeleton))] : []));
  return new Set(read.flatMap((leaf) => leaves[leaf]?.facts ?? []));
}

/** What the record holds of a fact, or what the policy itself says. */
export function factOf(
  plan: EvaluationPlan,
  { id, source }: PlanFact,
  { at, release, facts }: PastDecision,
): Known<Value> | undefined {
  const held = facts.get(id);
  if (held !== undefined) return held;
  if (source.kind === 'now') return at;
  if (source.kind === 'release') return release[source.field];
  return defaultOf(plan, source, release);
}

/** Literals such as `40%` are read by the type of the fact. */
function numberIn(held: Known<Value> | undefined, { type }: PlanFact): number {
  if (held === undefined || isUnknown(held)) return Number.NaN;
  if (type === 'boolean') return typeof held === 'boolean' ? Number(held) : Number.NaN;
  if (typeof held === 'number') return Number.isFinite(held) ? held : Number.NaN;
  const reading = typeof held === 'string' ? readScalarText(type as ScalarType, held) : undefined;
  return reading && 'value' in reading && typeof reading.value === 'number' ? reading.value : Number.NaN;
}

export const notKept = unknown('the record does not hold it');
