/** Typed facts to write expressions about, the scope that holds them, and values for them. */
import * as fc from 'fast-check';
import type { Binding, Scope } from '../../../src/compiler/expression/scope.ts';
import type { PlanFact } from '../../../src/plan/plan.ts';
import type { Type } from '../../../src/plan/type.ts';
import { type Known, unknown, type Value } from '../../../src/plan/value.ts';
import { tag, type TaggedFacts } from '../naive.ts';

/** Facts by name, as they are written. */
export type TypedFacts = Readonly<Record<string, Type>>;

/** One or two of every type. */
export const sampleFacts: TypedFacts = {
  now: 'instant',
  deployed: 'instant',
  ready: 'boolean',
  paused: 'boolean',
  count: 'number',
  load: 'number',
  error_rate: 'ratio',
  used: 'ratio',
  latency: 'duration',
  age: 'duration',
  free: 'bytes',
  total: 'bytes',
  branch: 'string',
  actor: 'string',
  current: 'version',
  previous: 'version',
  body: 'any',
  tags: { list: 'string' },
  weights: { list: 'number' },
  replicas: { list: { record: { ok: 'boolean', latency: 'duration', name: 'string' } } },
};

function planFacts(facts: TypedFacts): readonly PlanFact[] {
  return Object.entries(facts).map(([id, type]) => ({ id, type, source: { kind: 'input', name: id } }));
}

export function scopeOf(facts: TypedFacts): Scope {
  const bindings = planFacts(facts).map((fact): [string, Binding] => [fact.id, { kind: 'fact', fact }]);
  return { bindings: new Map(bindings), takesSecrets: false };
}

export type Assignment = ReadonlyMap<string, Known<Value>>;

/** A value for each fact, one in five unknown. */
export function assignments(facts: TypedFacts): fc.Arbitrary<Assignment> {
  const entries = Object.entries(facts).map(([name, type]) =>
    fc
      .oneof(
        { weight: 4, arbitrary: valueOf(type) },
        { weight: 1, arbitrary: fc.constant(unknown('not asked')) },
      )
      .map((value) => [name, value] as const),
  );
  return fc.tuple(...entries).map((pairs) => new Map(pairs));
}

/** The same for the naive interpreter. */
export function taggedFacts(facts: TypedFacts, assignment: Assignment): TaggedFacts {
  return new Map([...assignment].map(([name, value]) => [name, tag(value, facts[name] ?? 'any')]));
}

export const branches = ['main', 'release/1.2', 'release/1.2/fix', 'feature-x', '', 'MAIN', 'é😀'];
export const versions = ['1.2.3', 'v1.2.3', '1.2.3-rc.1', '1.2.3-rc.10', 'v2.0.0', '1.2.3+build.5', '0.1.0'];

/** Few values of each type, so that equal ones meet. */
export function valueOf(type: Type): fc.Arbitrary<Value> {
  if (typeof type === 'object') {
    if ('list' in type) return fc.array(valueOf(type.list), { maxLength: 3 });
    const fields = Object.entries(type.record).map(([key, field]) =>
      fc.option(valueOf(field), { freq: 6 }).map((value) => [key, value] as const),
    );
    return fc.tuple(...fields).map((pairs) => new Map(pairs.filter(([, value]) => value !== null)));
  }
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, 1e3, -2.25));
    case 'ratio':
      return fc.constantFrom(0, 0.005, 0.01, 0.05, 0.5, 1);
    case 'duration':
      return fc.constantFrom(0, 250, 1000, 1500, 90_000, 3_600_000, 604_800_000);
    case 'bytes':
      return fc.constantFrom(0, 1, 1024, 5e8, 2 ** 30);
    case 'instant':
      return fc.constantFrom(0, 1_750_000_000_000, 1_750_000_060_000, 1_750_003_600_500);
    case 'string':
      return fc.constantFrom(...branches, ...versions);
    case 'version':
      return fc.constantFrom(...versions, 'nightly');
    case 'any':
      return fc.oneof(
        valueOf('number'),
        valueOf('string'),
        valueOf('boolean'),
        fc.constant(null),
        valueOf({ list: 'number' }),
        valueOf({ record: { ok: 'boolean', count: 'number', name: 'string' } }),
      );
  }
}
