/** Well-typed expressions as source text, over given facts. */
import * as fc from 'fast-check';
import { isList, isRecord, type ScalarType, sameType, type Type } from '../../../src/plan/type.ts';
import { branches, type TypedFacts, versions } from './facts.ts';

/** A condition over the facts, at most `depth` operations deep. */
export function conditions(facts: TypedFacts, depth = 3): fc.Arbitrary<string> {
  return new Writer(facts).of('boolean', depth);
}

/** An expression of a type. */
export function expressionsOf(type: ScalarType, facts: TypedFacts, depth = 3): fc.Arbitrary<string> {
  return new Writer(facts).of(type, depth);
}

/** What is written next to what, so that no unit is missing and nothing is always unknown. */
const globs = ['main', 'release/*', 'release/**', '*', '**', 'f?ature-*', 'MA*', ''];
const patterns = ['^release', 'a.*n', '[0-9]+$', '^$', 'MAIN', 'x|y', 'a{2,3}', '\\.', '\\/'];

class Writer {
  readonly #facts: TypedFacts;
  readonly #made = new Map<string, fc.Arbitrary<string>>();

  constructor(facts: TypedFacts) {
    this.#facts = facts;
  }

  of(type: ScalarType, depth: number): fc.Arbitrary<string> {
    const key = `${type} ${depth}`;
    const known = this.#made.get(key);
    if (known) return known;
    const simple = fc.oneof(
      { weight: 3, arbitrary: this.#fact(type) },
      { weight: 1, arbitrary: literal(type) },
    );
    const made =
      depth <= 0 ? simple : fc.oneof({ weight: 1, arbitrary: simple }, ...this.#compound(type, depth - 1));
    this.#made.set(key, made);
    return made;
  }

  /** A fact of the type, or a literal where there is none. */
  #fact(type: Type): fc.Arbitrary<string> {
    const names = this.#factsOf(type);
    return names.length === 0 ? literal(type as ScalarType) : fc.constantFrom(...names);
  }

  #factsOf(type: Type): string[] {
    return Object.entries(this.#facts).flatMap(([name, own]) => (sameType(own, type) ? [name] : []));
  }

  #listFacts(): readonly (readonly [string, Type])[] {
    return Object.entries(this.#facts).flatMap(([name, type]) =>
      isList(type) ? [[name, type.list] as const] : [],
    );
  }

  #compound(type: ScalarType, depth: number): fc.WeightedArbitrary<string>[] {
    const inner = (wanted: ScalarType) => this.of(wanted, depth);
    const operand = (wanted: ScalarType) =>
      inner(wanted).chain((text) => fc.constantFrom(`(${text})`, wrap(text)));
    const binary = (left: ScalarType, operators: readonly string[], right: ScalarType) =>
      template(
        operand(left),
        fc.constantFrom(...operators.map((operator) => ` ${operator} `)),
        operand(right),
      );
    const pair = (name: string, wanted: ScalarType) =>
      template(fc.constant(`${name}(`), inner(wanted), fc.constant(', '), inner(wanted), fc.constant(')'));
    const call = (name: string, wanted: ScalarType) =>
      template(fc.constant(`${name}(`), inner(wanted), fc.constant(')'));
    const divisor = fc.oneof(this.#fact('number'), fc.constantFrom('2', '0.5'));
    const weigh = (...options: fc.Arbitrary<string>[]) =>
      options.map((arbitrary) => ({ weight: 1, arbitrary }));
    switch (type) {
      case 'boolean':
        return weigh(
          template(operand('boolean'), fc.constantFrom(' and ', ' or '), operand('boolean')),
          template(fc.constant('not '), operand('boolean')),
          ...(['number', 'ratio', 'duration', 'bytes', 'instant', 'version'] as const).map((each) =>
            binary(each, ['==', '!=', '<', '<=', '>', '>='], each),
          ),
          ...(['string', 'boolean'] as const).map((each) => binary(each, ['==', '!='], each)),
          // Only what has no bare number in it meets a ratio.
          template(operand('ratio'), fc.constantFrom(' < ', ' >= ', ' == '), this.#fact('number')),
          template(operand('string'), fc.constantFrom(' in ', ' not in '), list(inner('string'))),
          template(operand('duration'), fc.constantFrom(' in ', ' not in '), list(inner('duration'))),
          template(operand('string'), fc.constant(' like '), fc.constantFrom(...globs).map(quote)),
          template(operand('string'), fc.constant(' like '), list(fc.constantFrom(...globs).map(quote))),
          template(
            operand('string'),
            fc.constant(' matches /'),
            fc.constantFrom(...patterns),
            fc.constantFrom('/', '/i'),
          ),
          template(
            fc.oneof(operand('string'), operand('version')),
            fc.constantFrom(' is semver', ' is not vsemver'),
          ),
          template(
            fc.oneof(operand('string'), this.#anyList()),
            fc.constantFrom(' is empty', ' is not empty'),
          ),
          template(
            fc.oneof(operand('number'), operand('string')),
            fc.constantFrom(' is known', ' is not known'),
          ),
          this.#quantifier(depth),
          template(
            fc.constant('within('),
            inner('instant'),
            fc.constant(', '),
            inner('duration'),
            fc.constant(')'),
          ),
          this.#untyped(),
        );
      case 'number':
        return weigh(
          binary('number', ['+', '-', '*'], 'number'),
          template(operand('number'), fc.constant(' / '), divisor),
          template(operand('duration'), fc.constant(' / '), this.#fact('duration')),
          template(operand('bytes'), fc.constant(' / '), this.#fact('bytes')),
          template(operand('ratio'), fc.constant(' / '), this.#fact('ratio')),
          template(fc.constant('-'), operand('number')),
          call('abs', 'number'),
          call('len', 'string'),
          pair('min', 'number'),
          pair('max', 'number'),
        );
      case 'ratio':
        return weigh(
          binary('ratio', ['+', '-', '*'], 'ratio'),
          binary('number', ['*'], 'ratio'),
          template(operand('ratio'), fc.constant(' / '), divisor),
          pair('max', 'ratio'),
          template(fc.constant('-'), operand('ratio')),
        );
      case 'duration':
        return weigh(
          binary('duration', ['+', '-'], 'duration'),
          binary('instant', ['-'], 'instant'),
          binary('number', ['*'], 'duration'),
          binary('duration', ['*'], 'ratio'),
          template(operand('duration'), fc.constant(' / '), divisor),
          pair('min', 'duration'),
        );
      case 'bytes':
        return weigh(
          binary('bytes', ['+', '-'], 'bytes'),
          binary('bytes', ['*'], 'ratio'),
          call('abs', 'bytes'),
        );
      case 'instant':
        return weigh(
          binary('instant', ['+', '-'], 'duration'),
          binary('duration', ['+'], 'instant'),
          pair('max', 'instant'),
        );
      case 'string':
        return weigh(
          call('lower', 'string'),
          call('upper', 'string'),
          ...(
            ['string', 'number', 'ratio', 'duration', 'bytes', 'instant', 'version', 'boolean'] as const
          ).map((each) =>
            template(
              fc.constantFrom('"', '"a '),
              fc.constant('${'),
              inner(each),
              fc.constantFrom('}"', '} $${b}"'),
            ),
          ),
        );
      case 'version':
        return weigh(
          call('version', 'version'),
          template(fc.constant('version('), this.#fact('string'), fc.constant(')')),
        );
    }
  }

  #anyList(): fc.Arbitrary<string> {
    const names = this.#listFacts().map(([name]) => name);
    return fc.constantFrom(...(names.length > 0 ? names : ['["a"]']));
  }

  /** `all(list, x => …)`, the item used as what it is. */
  #quantifier(depth: number): fc.Arbitrary<string> {
    const lists = this.#listFacts();
    if (lists.length === 0) return literal('boolean');
    return fc
      .tuple(fc.constantFrom(...lists), fc.constantFrom('all', 'any'), fc.constantFrom('x', 'item'))
      .chain(([[list, item], quantifier, parameter]) => {
        const members = isRecord(item)
          ? Object.entries(item.record).map(([key, type]) => [`${parameter}.${key}`, type] as const)
          : [[parameter, item] as const];
        const facts = { ...this.#facts, ...Object.fromEntries(members) };
        const scalar = Object.fromEntries(Object.entries(facts).filter(([, type]) => !isList(type)));
        return new Writer(scalar)
          .of('boolean', Math.min(depth, 1))
          .map((body) => `${quantifier}(${list}, ${parameter} => ${body})`);
      });
  }

  /** What untyped data is asked. */
  #untyped(): fc.Arbitrary<string> {
    const names = this.#factsOf('any');
    if (names.length === 0) return literal('boolean');
    return template(
      fc.constantFrom(...names),
      fc.constantFrom('', '.ok', '["count"]', '.name', '[0]'),
      fc.constantFrom(
        ' == 1',
        ' == "main"',
        ' != true',
        ' > 0.5',
        ' < 1%',
        ' in ["main", "x"]',
        ' is known',
        ' like "m*"',
        ' * 1s < 5s',
        ' + 1 > 2',
      ),
    );
  }
}

function template(...pieces: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...pieces).map((texts) => texts.join(''));
}

/** Parentheses where leaving them out could change the meaning. */
function wrap(text: string): string {
  return /^(?:[\w.]+|"[^"$]*"|[\w]+\([^()]*\))$/u.test(text) ? text : `(${text})`;
}

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`);
}

function quote(text: string): string {
  return `"${text}"`;
}

function literal(type: ScalarType): fc.Arbitrary<string> {
  switch (type) {
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case 'number':
      return fc.constantFrom('0', '1', '2.5', '1000');
    case 'ratio':
      return fc.constantFrom('0%', '0.5%', '1%', '50%', '100%');
    case 'duration':
      return fc.constantFrom('0s', '250ms', '1500ms', '1m30s', '1h', '7d', '2w');
    case 'bytes':
      return fc.constantFrom('0B', '1KiB', '500MB', '1GiB');
    case 'instant':
      return fc.constantFrom('2025-06-15T15:06:40Z', '2025-06-15T17:06:40+02:00', '1970-01-01T00:00Z');
    case 'string':
      return fc
        .constantFrom(...branches, ...versions)
        .map((text) => (text.length % 2 === 0 ? `'${text}'` : quote(text)));
    case 'version':
      return fc.constantFrom(...versions).map((text) => `version(${quote(text)})`);
  }
}
