/**
 * Facts that are made up: what a policy asks for, most of the time, with noise and with troubles in between, in which a
 * fact is bad or not known. The same seed gives the same facts, whatever is asked in which order.
 */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { CompareOperator, Term } from '../../plan/term.ts';
import { isNumeric, type Type } from '../../plan/type.ts';
import { type Known, unknown, type Value } from '../../plan/value.ts';
import { type Form, formOf } from '../../runtime/core/condition.ts';
import { mirrored } from '../../runtime/core/mirror.ts';
import type { ReleaseFields } from '../judge.ts';

/** Facts by instants. */
export interface FactSeries {
  at(instant: number): ReadonlyMap<string, Known<Value>>;
  /** Milliseconds between two instants at which something may change. */
  readonly step: number;
}

const MINUTE = 60_000;
/** At most one trouble of a fact in each of these. */
const WATCH = 360 * MINUTE;
const TROUBLED = 0.06;
const LOST = 0.25;

/** What a fact is while all is well, and when it is not. */
interface Range {
  readonly good: Value;
  readonly bad: Value;
}

export function generatedFacts(plan: EvaluationPlan, seed: number, release: ReleaseFields): FactSeries {
  const wishes = wishesOf(plan, release);
  const facts = plan.facts.filter(({ source: { kind } }) => kind === 'probe');
  const own = facts.map((fact) => ({
    id: fact.id,
    salt: hashOf(`${seed} ${fact.id}`),
    range: wishes.get(fact.id) ?? usual(fact.type),
  }));
  return {
    step: MINUTE,
    at: (instant) => new Map(own.map(({ id, salt, range }) => [id, valueAt(instant, salt, range)])),
  };
}

function valueAt(instant: number, salt: number, { good, bad }: Range): Known<Value> {
  const watch = Math.floor(instant / WATCH);
  const [chance = 1, begins = 0, lasts = 0, kind = 0] = draws(salt, watch, 4);
  const from = watch * WATCH + begins * (WATCH / 2);
  const isTroubled = chance < TROUBLED && instant >= from && instant < from + (5 + lasts * 40) * MINUTE;
  if (isTroubled && kind < LOST) return unknown('nothing was measured');
  const value = isTroubled ? bad : good;
  if (typeof value !== 'number') return value;
  const [noise = 0.5] = draws(salt, Math.floor(instant / MINUTE), 1);
  return value * (0.85 + 0.3 * noise);
}

/** What the conditions ask of facts: the first that says something about one decides. */
function wishesOf(plan: EvaluationPlan, release: ReleaseFields): ReadonlyMap<string, Range> {
  const wishes = new Map<string, Range>();
  const wish = (form: Form): void => {
    if (!('leaf' in form)) {
      for (const part of 'all' in form ? form.all : form.any) wish(part);
      return;
    }
    const term = plan.leaves[form.leaf]?.term;
    const found = term && (wishOf(term, form.positive) ?? wishOfRelease(term, form.positive, release));
    if (found && !wishes.has(found.fact)) wishes.set(found.fact, found.range);
  };
  for (const { require } of plan.gates) for (const { skeleton } of require) wish(formOf(skeleton));
  for (const { stages, rollback, identity } of plan.rollouts) {
    for (const { checks } of stages) for (const { skeleton } of checks?.require ?? []) wish(formOf(skeleton));
    if (identity) wish(formOf(identity.skeleton));
    if (rollback.when) wish(formOf(rollback.when.skeleton, false));
  }
  return wishes;
}

interface Wish {
  readonly fact: string;
  readonly range: Range;
}

function wishOf(term: Term, positive: boolean): Wish | undefined {
  const range = (good: Value, bad: Value): Range => (positive ? { good, bad } : { good: bad, bad: good });
  if (term.op === 'fact' && term.type === 'boolean') return { fact: term.fact, range: range(true, false) };
  if (term.op === 'like' && term.of.op === 'fact' && term.patterns.op === 'const') {
    const [pattern] = [term.patterns.value].flat();
    return typeof pattern === 'string'
      ? { fact: term.of.fact, range: range(pattern.replaceAll(/[*?]+/gu, 'x'), 'elsewhere') }
      : undefined;
  }
  if (term.op !== 'compare') return undefined;
  const [fact, limit, operator] =
    term.left.op === 'const'
      ? [term.right, term.left, mirrored[term.operator]]
      : [term.left, term.right, term.operator];
  if (fact.op !== 'fact' || limit.op !== 'const') return undefined;
  const { value } = limit;
  if (typeof value === 'string')
    return { fact: fact.fact, range: range(...equalOrNot(operator, value, `not-${value}`)) };
  return typeof value === 'number'
    ? { fact: fact.fact, range: range(...around(operator, value)) }
    : undefined;
}

/** `canary.service.json.version == release.version` */
function wishOfRelease(term: Term, positive: boolean, release: ReleaseFields): Wish | undefined {
  if (term.op !== 'compare' || term.operator !== '==' || !positive) return undefined;
  const fields = [term.left, term.right].map((side) => ({ side, field: releaseField(side) }));
  const wanted = fields.find(({ field }) => field !== undefined)?.field;
  const measured = fields.find(({ field }) => field === undefined)?.side;
  const text = wanted === undefined ? undefined : release[wanted];
  return text === undefined || !measured ? undefined : wishAbout(measured, text, `not-${text}`);
}

function releaseField(term: Term): string | undefined {
  return term.op === 'fact' && term.fact.startsWith('release.') ? term.fact.slice(8) : undefined;
}

/** A fact that is so, or the member of one. */
function wishAbout(term: Term, good: Value, bad: Value): Wish | undefined {
  if (term.op === 'fact') return { fact: term.fact, range: { good, bad } };
  if (term.op !== 'member' || term.key.op !== 'const' || typeof term.key.value !== 'string') return undefined;
  const { value } = term.key;
  return wishAbout(term.of, new Map([[value, good]]), new Map([[value, bad]]));
}

function equalOrNot<T>(operator: CompareOperator, same: T, other: T): [T, T] {
  return operator === '!=' ? [other, same] : [same, other];
}

/** Noise crosses no limit. */
function around(operator: CompareOperator, limit: number): [good: number, bad: number] {
  const [below, above] = limit === 0 ? [-1, 1] : [limit * 0.3, limit * 1.8];
  if (operator === '<' || operator === '<=') return [below, above];
  if (operator === '>' || operator === '>=') return [above, below];
  return equalOrNot(operator, limit, above);
}

function usual(type: Type): Range {
  if (type === 'boolean') return { good: true, bad: false };
  if (type === 'ratio') return { good: 0.002, bad: 0.05 };
  if (type === 'duration') return { good: 200, bad: 3000 };
  if (typeof type === 'string' && isNumeric(type)) return { good: 1, bad: 10 };
  return typeof type === 'string' ? { good: 'main', bad: 'other' } : { good: [], bad: [] };
}

/** Numbers from 0 to below 1 (mulberry32), of a place of their own in a stream without beginning. */
function draws(salt: number, place: number, count: number): readonly number[] {
  let state = Math.imul(salt ^ Math.imul(place, 0x9e3779b1), 0x85ebca6b) >>> 0;
  return Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  });
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
