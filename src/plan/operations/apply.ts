/**
 * What each operation of a term does to the values of its operands. The compiler folds constants with it and the
 * evaluator runs on it, so that both mean the same.
 *
 * These operations are strict: an unknown operand makes the result unknown, for the first one's reason. `and`, `or`,
 * `not` and the quantifiers follow Kleene's logic and are the evaluator's; so are names, which need an environment.
 */
import type { FunctionName, TermOf } from '../term.ts';
import { isList } from '../type.ts';
import { isUnknown, type Known, unknown, type Value } from '../value.ts';
import { absolute, arithmetic, maximum, minimum, negate } from './arithmetic.ts';
import { compare, comparisonType, contains } from './compare.ts';
import { kindOf } from './kind.ts';
import { matchesPattern } from './matches.ts';
import { isSemver, isVsemver, parseVersion } from './semver.ts';
import { changeCase, lengthOf, like, textOf } from './text.ts';

type Strict =
  | 'text'
  | 'member'
  | 'list'
  | 'negate'
  | 'arithmetic'
  | 'compare'
  | 'in'
  | 'like'
  | 'matches'
  | 'is'
  | 'call';

export type StrictTerm = TermOf<Strict>;

/** `operands` are the values of `subterms(term)`, in that order. */
export function applyTerm(term: StrictTerm, operands: readonly Known<Value>[]): Known<Value> {
  if (term.op === 'is' && term.test === 'known') return isKnown(operands[0]) !== term.negated;
  const unknownOperand = operands.find(isUnknown);
  return unknownOperand ?? applyToKnown(term, operands as readonly Value[]);
}

function applyToKnown(term: StrictTerm, operands: readonly Value[]): Known<Value> {
  const [first = null, second = null] = operands;
  switch (term.op) {
    case 'text':
      return joinText(term, operands);
    case 'list':
      return operands;
    case 'member':
      return memberOf(first, second);
    case 'negate':
      return negate(first, term.type);
    case 'arithmetic':
      return arithmetic(term.operator, first, second, term.type);
    case 'compare':
      return compare(term.operator, first, second, comparisonType(term.left.type, term.right.type));
    case 'in': {
      const itemType = isList(term.list.type) ? term.list.type.list : 'any';
      return negated(term, contains(second, first, comparisonType(term.item.type, itemType)));
    }
    case 'like':
      return like(first, second);
    case 'matches':
      return typeof first === 'string'
        ? matchesPattern(term.pattern, term.ignoreCase, first)
        : unknown(`${kindOf(first)} is not a string`);
    case 'is':
      return negated(term, test(term, first));
    case 'call':
      return call(term, operands);
  }
}

function negated(term: { readonly negated: boolean }, result: Known<boolean>): Known<boolean> {
  return isUnknown(result) ? result : result !== term.negated;
}

/** Null in untyped data stands for nothing known. */
function isKnown(value: Known<Value> | undefined): boolean {
  return value !== undefined && value !== null && !isUnknown(value);
}

function test(term: TermOf<'is'>, value: Value): Known<boolean> {
  if (term.test === 'empty') {
    const length = lengthOf(value);
    return isUnknown(length) ? length : length === 0;
  }
  if (typeof value !== 'string') return unknown(`${kindOf(value)} is not a string`);
  return term.test === 'semver' ? isSemver(value) : isVsemver(value);
}

/** A field of a record by its own name, an item of a list by its place from 0. */
function memberOf(of: Value, key: Value): Known<Value> {
  if (of instanceof Map && typeof key === 'string')
    return (of as ReadonlyMap<string, Known<Value>>).get(key) ?? unknown(`there is no \`${key}\``);
  if (Array.isArray(of) && typeof key === 'number')
    return (of as readonly Value[])[key] ?? unknown(`there is no item ${key}`);
  return unknown(`${kindOf(of)} has no ${typeof key === 'number' ? 'items' : 'fields'}`);
}

function joinText(term: TermOf<'text'>, operands: readonly Value[]): Known<string> {
  let text = '';
  let next = 0;
  for (const part of term.parts) {
    const piece = typeof part === 'string' ? part : textOf(operands[next++] ?? null, part.type);
    if (isUnknown(piece)) return piece;
    text += piece;
  }
  return text;
}

const functions: Record<FunctionName, (args: readonly Value[], term: TermOf<'call'>) => Known<Value>> = {
  version: ([text = null]) => toVersion(text),
  len: ([value = null]) => lengthOf(value),
  min: (args, { type }) => minimum(args, type),
  max: (args, { type }) => maximum(args, type),
  abs: ([value = null], { type }) => absolute(value, type),
  lower: ([text = null]) => changeCase('lower', text),
  upper: ([text = null]) => changeCase('upper', text),
  within: (args) => within(...args),
};

function call(term: TermOf<'call'>, args: readonly Value[]): Known<Value> {
  return functions[term.function](args, term);
}

/** The text as it was given, once it is known to be a version. */
function toVersion(text: Value): Known<string> {
  if (typeof text !== 'string') return unknown(`${kindOf(text)} is not a string`);
  return parseVersion(text) ? text : unknown(`\`${text}\` is not a semantic version`);
}

/** `now − duration ≤ instant ≤ now`; the compiler passes `now` as the third argument. */
function within(...times: readonly Value[]): Known<boolean> {
  const strange = times.find((time) => typeof time !== 'number');
  if (strange !== undefined) return unknown(`${kindOf(strange)} is not a number`);
  const [instant = 0, duration = 0, now = 0] = times as readonly number[];
  return now - duration <= instant && instant <= now;
}
