/**
 * A third voice: expressions understood a second time, straight from the language's description. It walks the syntax
 * tree, carries the type in each value, and shares no code with the checks, the evaluator or the operations. Slow and
 * plain on purpose.
 *
 *     interpret(parse('disk.used < 85%'), new Map([['disk.used', { type: 'ratio', value: 0.91 }]]))
 *     // { type: 'boolean', value: false }
 *
 * Only well-typed expressions have a meaning. Names are looked up as they are written, dots included; a name that is
 * not in the map is unknown. `now` is a name like others.
 */
import type { Type } from '../../src/plan/type.ts';
import { isUnknown, type Known, type Value } from '../../src/plan/value.ts';
import type { Argument, Expression } from '../../src/parser/expression/ast.ts';

type Measure = 'number' | 'ratio' | 'duration' | 'bytes' | 'instant';

export type Tagged =
  | { readonly type: 'unknown' | 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: Measure; readonly value: number }
  | { readonly type: 'string' | 'version'; readonly value: string }
  | { readonly type: 'list'; readonly items: readonly Tagged[] }
  | { readonly type: 'record'; readonly fields: ReadonlyMap<string, Tagged> };

export type TaggedFacts = ReadonlyMap<string, Tagged>;

const UNKNOWN: Tagged = { type: 'unknown' };

/** A value of the run with its static type written into it. */
export function tag(value: Known<Value>, type: Type): Tagged {
  if (isUnknown(value)) return UNKNOWN;
  if (value === null) return { type: 'null' };
  if (typeof value === 'boolean') return { type: 'boolean', value };
  if (typeof value === 'string') return { type: type === 'version' ? 'version' : 'string', value };
  if (typeof value === 'number') return { type: isMeasure(type) ? type : 'number', value };
  if (value instanceof Map) {
    const record = typeof type === 'object' && 'record' in type ? type.record : {};
    const fields = [...(value as ReadonlyMap<string, Value>)].map(
      ([key, item]) => [key, tag(item, record[key] ?? 'any')] as const,
    );
    return { type: 'record', fields: new Map(fields) };
  }
  const item = typeof type === 'object' && 'list' in type ? type.list : 'any';
  return { type: 'list', items: (value as readonly Value[]).map((one) => tag(one, item)) };
}

function isMeasure(type: Type): type is Measure {
  return ['number', 'ratio', 'duration', 'bytes', 'instant'].some((name) => name === type);
}

export function interpret(expression: Expression, facts: TaggedFacts): Tagged {
  const value = (inner: Expression) => interpret(inner, facts);
  switch (expression.kind) {
    case 'boolean':
      return { type: 'boolean', value: expression.value };
    case 'number':
    case 'ratio':
    case 'duration':
    case 'bytes':
    case 'instant':
      return { type: expression.kind, value: expression.value };
    case 'text':
      return joined(
        expression.parts.map((part) =>
          'kind' in part ? value(part) : { type: 'string', value: part.value },
        ),
      );
    case 'list': {
      const items = expression.items.map(value);
      return items.some(isNotKnown) ? UNKNOWN : { type: 'list', items };
    }
    case 'name':
      return facts.get(expression.name) ?? UNKNOWN;
    case 'member':
      return member(expression, facts);
    case 'negate': {
      const of = value(expression.of);
      return 'value' in of && typeof of.value === 'number' ? finite(of.type, -of.value) : UNKNOWN;
    }
    case 'not':
      return negation(truthOf(value(expression.of)));
    case 'and':
      return conjunction(expression.items.map((item) => truthOf(value(item))));
    case 'or':
      // De Morgan, to be another way than the evaluator's.
      return negation(conjunction(expression.items.map((item) => negation(truthOf(value(item))))));
    case 'arithmetic':
      return calculate(expression.operator.value, value(expression.left), value(expression.right));
    case 'compare':
      return compared(expression.operator.value, value(expression.left), value(expression.right));
    case 'in': {
      const found = isIn(value(expression.item), value(expression.list));
      return expression.negated ? negation(found) : found;
    }
    case 'like':
      return like(value(expression.of), value(expression.patterns));
    case 'matches': {
      const of = value(expression.of);
      const { source, ignoreCase } = expression.pattern;
      return isText(of) ? yes(new RegExp(source, ignoreCase ? 'iu' : 'u').test(of.value)) : UNKNOWN;
    }
    case 'is': {
      const found = is(expression.test.value, value(expression.of));
      return expression.negated ? negation(found) : found;
    }
    case 'call':
      return call(expression.function.value, expression.args, facts);
  }
}

function yes(value: boolean): Tagged {
  return { type: 'boolean', value };
}

function isNotKnown({ type }: Tagged): boolean {
  return type === 'unknown';
}

function isText(value: Tagged): value is Extract<Tagged, { type: 'string' | 'version' }> {
  return value.type === 'string' || value.type === 'version';
}

function truthOf(value: Tagged): Tagged {
  return value.type === 'boolean' ? value : UNKNOWN;
}

function negation(value: Tagged): Tagged {
  return value.type === 'boolean' ? yes(!value.value) : UNKNOWN;
}

function conjunction(values: readonly Tagged[]): Tagged {
  if (values.some((value) => value.type === 'boolean' && !value.value)) return yes(false);
  return values.every((value) => value.type === 'boolean') ? yes(true) : UNKNOWN;
}

function member(expression: Extract<Expression, { kind: 'member' }>, facts: TaggedFacts): Tagged {
  const path = pathOf(expression);
  const fact = path === undefined ? undefined : facts.get(path);
  if (fact) return fact;
  const of = interpret(expression.of, facts);
  const key = interpret(expression.key, facts);
  const found =
    of.type === 'record' && key.type === 'string'
      ? of.fields.get(key.value)
      : of.type === 'list' && key.type === 'number'
        ? of.items[key.value]
        : undefined;
  return found && found.type !== 'null' ? found : UNKNOWN;
}

/** `a.b.c`, when the expression is nothing but names. */
function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'member' || expression.key.kind !== 'text') return undefined;
  const owner = pathOf(expression.of);
  const [part] = expression.key.parts;
  return owner === undefined || !part || 'kind' in part ? undefined : `${owner}.${part.value}`;
}

/** Beyond the calendar or the numbers there is no value. */
function finite(type: Measure, value: number): Tagged {
  if (!Number.isFinite(value)) return UNKNOWN;
  return type === 'instant' && Number.isNaN(new Date(value).getTime())
    ? UNKNOWN
    : { type, value: value === 0 ? 0 : value };
}

function calculate(operator: string, left: Tagged, right: Tagged): Tagged {
  if (!('value' in left && 'value' in right)) return UNKNOWN;
  const [a, b] = [left.value, right.value];
  if (typeof a !== 'number' || typeof b !== 'number') return UNKNOWN;
  const type = measureOf(operator, left.type as Measure, right.type as Measure);
  if (operator === '+') return finite(type, a + b);
  if (operator === '-') return finite(type, a - b);
  if (operator === '*') return finite(type, a * b);
  return b === 0 ? UNKNOWN : finite(type, a / b);
}

function measureOf(operator: string, left: Measure, right: Measure): Measure {
  const plain = (type: Measure) => type === 'number' || type === 'ratio';
  if (operator === '/') return left === right ? 'number' : left;
  if (plain(left) && plain(right)) return left === 'ratio' || right === 'ratio' ? 'ratio' : 'number';
  if (operator === '*') return plain(left) ? right : left;
  if (left === 'instant' && right === 'instant') return 'duration';
  return right === 'instant' ? 'instant' : left;
}

function compared(operator: string, left: Tagged, right: Tagged): Tagged {
  if (operator === '==') return equal(left, right);
  if (operator === '!=') return negation(equal(left, right));
  const order = orderOf(left, right);
  if (order === undefined) return UNKNOWN;
  if (operator === '<') return yes(order < 0);
  if (operator === '<=') return yes(order <= 0);
  if (operator === '>') return yes(order > 0);
  return yes(order >= 0);
}

function orderOf(left: Tagged, right: Tagged): number | undefined {
  if (!('value' in left && 'value' in right)) return undefined;
  if (left.type === 'version' && right.type === 'version') return precedence(left.value, right.value);
  return typeof left.value === 'number' && typeof right.value === 'number'
    ? left.value - right.value
    : undefined;
}

function equal(left: Tagged, right: Tagged): Tagged {
  if (left.type === 'list' && right.type === 'list') {
    if (left.items.length !== right.items.length) return yes(false);
    return conjunction(left.items.map((item, i) => equal(item, right.items[i] ?? UNKNOWN)));
  }
  if (left.type === 'record' && right.type === 'record') {
    const keys = [...left.fields.keys()].toSorted();
    if (keys.join('\n') !== [...right.fields.keys()].toSorted().join('\n')) return yes(false);
    return conjunction(
      keys.map((key) => equal(left.fields.get(key) ?? UNKNOWN, right.fields.get(key) ?? UNKNOWN)),
    );
  }
  if (!('value' in left && 'value' in right) || typeof left.value !== typeof right.value) return UNKNOWN;
  if (left.type !== 'version' || left.value === right.value) return yes(left.value === right.value);
  const order = precedence(left.value, String(right.value));
  return order === undefined ? UNKNOWN : yes(order === 0);
}

/** SemVer 2.0.0 § 11, or undefined when one is no version. */
function precedence(a: string, b: string): number | undefined {
  const [left, right] = [parts(a), parts(b)];
  if (!left || !right) return undefined;
  for (let i = 0; i < 3; i++) {
    const difference = BigInt(left.numbers[i] ?? 0) - BigInt(right.numbers[i] ?? 0);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  if (left.words === undefined || right.words === undefined)
    return (left.words === undefined ? 1 : 0) - (right.words === undefined ? 1 : 0);
  for (let i = 0; ; i++) {
    const [x, y] = [left.words[i], right.words[i]];
    if (x === undefined || y === undefined) return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1);
    if (x === y) continue;
    const numeric = [x, y].map((word) => /^\d+$/u.test(word));
    if (numeric[0] && numeric[1]) return BigInt(x) < BigInt(y) ? -1 : 1;
    if (numeric[0] || numeric[1]) return numeric[0] ? -1 : 1;
    return x < y ? -1 : 1;
  }
}

function parts(
  text: string,
): { numbers: readonly string[]; words: readonly string[] | undefined } | undefined {
  if (!isSemver(text.replace(/^v/u, ''))) return undefined;
  const [core = '', ...rest] = (text.replace(/^v/u, '').split('+')[0] ?? '').split('-');
  return { numbers: core.split('.'), words: rest.length === 0 ? undefined : rest.join('-').split('.') };
}

/** The expression that semver.org suggests. */
function isSemver(text: string): boolean {
  return /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/u.test(
    text,
  );
}

function isIn(item: Tagged, list: Tagged): Tagged {
  if (list.type !== 'list' || isNotKnown(item)) return UNKNOWN;
  return negation(conjunction(list.items.map((candidate) => negation(equal(item, candidate)))));
}

function like(text: Tagged, patterns: Tagged): Tagged {
  if (!isText(text)) return UNKNOWN;
  const globs = patterns.type === 'list' ? patterns.items : [patterns];
  const found = globs.map((glob) =>
    isText(glob) ? yes(asExpression(glob.value).test(text.value)) : UNKNOWN,
  );
  return negation(conjunction(found.map(negation)));
}

function asExpression(glob: string): RegExp {
  const source = glob
    .replaceAll(/[\\^$.+()[\]{}|/]/gu, '\\$&')
    .replaceAll('?', '[^/]')
    .replaceAll(/\*\*+/gu, '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*');
  return new RegExp(`^${source}$`, 'su');
}

function is(test: string, of: Tagged): Tagged {
  if (test === 'known') return yes(!isNotKnown(of) && of.type !== 'null');
  if (test === 'empty') {
    if (of.type === 'list') return yes(of.items.length === 0);
    if (of.type === 'record') return yes(of.fields.size === 0);
    return isText(of) ? yes(of.value === '') : UNKNOWN;
  }
  if (!isText(of)) return UNKNOWN;
  return yes(test === 'semver' ? isSemver(of.value) : /^v(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/u.test(of.value));
}

function call(name: string, args: readonly Argument[], facts: TaggedFacts): Tagged {
  const [first, second] = args;
  if (second?.kind === 'lambda') return quantify(name, interpret(first as Expression, facts), second, facts);
  const values = args.map((argument) => interpret(argument as Expression, facts));
  const [value = UNKNOWN, other = UNKNOWN] = values;
  if (values.some(isNotKnown)) return UNKNOWN;
  switch (name) {
    case 'version':
      return isText(value) && parts(value.value) ? { type: 'version', value: value.value } : UNKNOWN;
    case 'len':
      return lengthOf(value);
    case 'lower':
      return isText(value) ? { type: 'string', value: value.value.toLowerCase() } : UNKNOWN;
    case 'upper':
      return isText(value) ? { type: 'string', value: value.value.toUpperCase() } : UNKNOWN;
    case 'abs':
      return measured(value)
        ? { type: value.type, value: value.value < 0 ? -value.value : value.value }
        : UNKNOWN;
    case 'min':
    case 'max': {
      const measures = values.filter(measured);
      if (measures.length < values.length) return UNKNOWN;
      const type = measures.some((measure) => measure.type === 'ratio')
        ? 'ratio'
        : (measures[0]?.type ?? 'number');
      const sorted = measures.map((measure) => measure.value).toSorted((a, b) => a - b);
      return { type, value: (name === 'min' ? sorted[0] : sorted.at(-1)) ?? 0 };
    }
    default: {
      const now = facts.get('now') ?? UNKNOWN;
      if (!measured(value) || !measured(other) || !measured(now)) return UNKNOWN;
      return yes(now.value - other.value <= value.value && value.value <= now.value);
    }
  }
}

function measured(value: Tagged): value is Extract<Tagged, { type: Measure }> {
  return 'value' in value && typeof value.value === 'number';
}

function lengthOf(value: Tagged): Tagged {
  if (value.type === 'list') return { type: 'number', value: value.items.length };
  if (value.type === 'record') return { type: 'number', value: value.fields.size };
  return isText(value) ? { type: 'number', value: value.value.match(/./gsu)?.length ?? 0 } : UNKNOWN;
}

function quantify(
  name: string,
  list: Tagged,
  lambda: Extract<Argument, { kind: 'lambda' }>,
  facts: TaggedFacts,
): Tagged {
  if (list.type !== 'list' || list.items.length === 0) return UNKNOWN;
  const found = list.items.map((item) =>
    truthOf(interpret(lambda.body, new Map([...facts, [lambda.parameter.value, item]]))),
  );
  return name === 'all' ? conjunction(found) : negation(conjunction(found.map(negation)));
}

function joined(pieces: readonly Tagged[]): Tagged {
  const texts = pieces.map(written);
  return texts.some((text) => text === undefined) ? UNKNOWN : { type: 'string', value: texts.join('') };
}

/** A value as the language writes it. */
function written(value: Tagged): string | undefined {
  if (!('value' in value)) return undefined;
  const number = Number(value.value);
  switch (value.type) {
    case 'ratio':
      return `${Number((number * 100).toPrecision(15))}%`;
    case 'bytes':
      return `${number}B`;
    case 'instant':
      return new Date(number).toISOString().replace('.000', '');
    case 'duration':
      return `${number < 0 ? '-' : ''}${durationText(Math.round(Math.abs(number)))}`;
    default:
      return String(value.value);
  }
}

function durationText(milliseconds: number): string {
  const weeks = 7 * 86_400_000;
  if (milliseconds === 0) return '0s';
  if (milliseconds >= weeks && milliseconds % weeks === 0) return `${milliseconds / weeks}w`;
  const counts = [
    [Math.floor(milliseconds / 86_400_000), 'd'],
    [Math.floor(milliseconds / 3_600_000) % 24, 'h'],
    [Math.floor(milliseconds / 60_000) % 60, 'm'],
    [Math.floor(milliseconds / 1000) % 60, 's'],
    [milliseconds % 1000, 'ms'],
  ] as const;
  return counts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('');
}
