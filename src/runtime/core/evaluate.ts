/**
 * The value of a term. Kleene's logic for `and`, `or`, `not` and the quantifiers; every other operation is strict and is
 * the one that the compiler folds constants with (`plan/operations`).
 */
import { applyTerm } from '../../plan/operations/apply.ts';
import { kindOf } from '../../plan/operations/kind.ts';
import { type Truth, truth, UNKNOWN } from '../../plan/kleene.ts';
import { subterms, type Term, type TermOf } from '../../plan/term.ts';
import { isUnknown, type Known, type Unknown, unknown, type Value } from '../../plan/value.ts';
import { type Facts, notObserved } from './facts.ts';

/** Values of the parameters of quantifiers, or of a probe's `each`. */
export type Locals = ReadonlyMap<string, Value>;

const noLocals: Locals = new Map();

/** Operations, items and characters (16 to a step) that one evaluation may touch: far less than a second. */
const mostSteps = 2_000_000;
const tooLong = unknown('it takes too many steps');

/** The term's value, or why it is unknown: the reason that was met first. */
export function evaluate(term: Term, facts: Facts, locals: Locals = noLocals): Known<Value> {
  return new Evaluation(facts).valueOf(term, locals);
}

/** A condition's value as a truth; a value that is no boolean is unknown. */
export function truthOfTerm(term: Term, facts: Facts): Truth {
  const value = evaluate(term, facts);
  return typeof value === 'boolean' ? truth(value) : UNKNOWN;
}

class Evaluation {
  readonly #facts: Facts;
  #steps = 0;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  valueOf(term: Term, locals: Locals): Known<Value> {
    if (++this.#steps > mostSteps) return tooLong;
    switch (term.op) {
      case 'const':
        return term.value;
      case 'fact':
        return orNotObserved(this.#facts.get(term.fact));
      case 'local':
        return orNotObserved(locals.get(term.name));
      case 'not': {
        const value = this.#condition(term.of, locals);
        return isUnknown(value) ? value : !value;
      }
      case 'and':
        return this.#first(false, term.items, (item) => this.#condition(item, locals));
      case 'or':
        return this.#first(true, term.items, (item) => this.#condition(item, locals));
      case 'quantifier':
        return this.#quantify(term, locals);
      default: {
        const operands = subterms(term).map((operand) => this.valueOf(operand, locals));
        for (const operand of operands) this.#steps += sizeOf(operand);
        return this.#steps > mostSteps ? tooLong : applyTerm(term, operands);
      }
    }
  }

  #condition(term: Term, locals: Locals): Known<boolean> {
    const value = this.valueOf(term, locals);
    if (isUnknown(value) || typeof value === 'boolean') return value;
    return unknown(`${kindOf(value)} is not a boolean`);
  }

  #quantify(term: TermOf<'quantifier'>, locals: Locals): Known<boolean> {
    const list = this.valueOf(term.list, locals);
    if (isUnknown(list)) return list;
    if (!Array.isArray(list)) return unknown(`${kindOf(list)} is not a list`);
    if (list.length === 0) return unknown('the list is empty');
    return this.#first(term.quantifier === 'any', list as readonly Value[], (item) =>
      this.#condition(term.body, new Map(locals).set(term.parameter, item)),
    );
  }

  /** `decisive` as soon as one is; else the first unknown; else the opposite. */
  #first<T>(decisive: boolean, items: readonly T[], judge: (item: T) => Known<boolean>): Known<boolean> {
    let open: Unknown | undefined;
    for (const item of items) {
      const value = judge(item);
      if (value === decisive) return value;
      if (isUnknown(value)) open ??= value;
      if (value === tooLong) break;
    }
    return open ?? !decisive;
  }
}

/** Null is a value: data may hold it. */
function orNotObserved(value: Known<Value> | undefined): Known<Value> {
  return value === undefined ? notObserved : value;
}

/** What it costs to look at a value once, in steps. */
function sizeOf(value: Known<Value>): number {
  if (typeof value === 'string') return value.length >> 4;
  if (Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 0;
}
