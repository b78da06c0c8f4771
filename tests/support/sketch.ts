/** Terms and plans made by hand, for rooms that are tested without a parser. */
import type { Condition, EvaluationPlan, Gate, Leaf, PlanFact, Skeleton } from '../../src/plan/plan.ts';
import {
  type ArithmeticOperator,
  type CompareOperator,
  type Constant,
  factsOf,
  type FunctionName,
  type IsTest,
  subterms,
  type Term,
} from '../../src/plan/term.ts';
import type { Type } from '../../src/plan/type.ts';
import { planWith } from './plan.ts';

const span = [0, 0] as const;

/** Terms, tersely. Their spans are empty. */
export const t = {
  const: (value: Constant, type: Type): Term => ({ op: 'const', type, value, span }),
  number: (value: number): Term => t.const(value, 'number'),
  ratio: (value: number): Term => t.const(value, 'ratio'),
  duration: (value: number): Term => t.const(value, 'duration'),
  text: (value: string): Term => t.const(value, 'string'),
  texts: (...values: string[]): Term => t.const(values, { list: 'string' }),
  boolean: (value: boolean): Term => t.const(value, 'boolean'),
  fact: (fact: string, type: Type): Term => ({ op: 'fact', type, fact, span }),
  local: (name: string, type: Type): Term => ({ op: 'local', type, name, span }),
  member: (of: Term, key: string | number, type: Type = 'any'): Term => ({
    op: 'member',
    type,
    of,
    key: t.const(key, typeof key === 'number' ? 'number' : 'string'),
    span,
  }),
  list: (type: Type, ...items: Term[]): Term => ({ op: 'list', type: { list: type }, items, span }),
  compare: (left: Term, operator: CompareOperator, right: Term): Term => ({
    op: 'compare',
    type: 'boolean',
    operator,
    left,
    right,
    span,
  }),
  arithmetic: (left: Term, operator: ArithmeticOperator, right: Term, type: Type = 'number'): Term => ({
    op: 'arithmetic',
    type,
    operator,
    left,
    right,
    span,
  }),
  in: (item: Term, list: Term, negated = false): Term => ({
    op: 'in',
    type: 'boolean',
    negated,
    item,
    list,
    span,
  }),
  like: (of: Term, patterns: Term): Term => ({ op: 'like', type: 'boolean', of, patterns, span }),
  matches: (of: Term, pattern: string, ignoreCase = false): Term => ({
    op: 'matches',
    type: 'boolean',
    of,
    pattern,
    ignoreCase,
    span,
  }),
  is: (of: Term, test: IsTest, negated = false): Term => ({
    op: 'is',
    type: 'boolean',
    negated,
    test,
    of,
    span,
  }),
  call: (name: FunctionName, type: Type, ...args: Term[]): Term => ({
    op: 'call',
    type,
    function: name,
    args,
    span,
  }),
  quantifier: (quantifier: 'all' | 'any', list: Term, parameter: string, body: Term): Term => ({
    op: 'quantifier',
    type: 'boolean',
    quantifier,
    list,
    parameter,
    body,
    span,
  }),
  not: (of: Term): Term => ({ op: 'not', type: 'boolean', of, span }),
  and: (...items: Term[]): Term => ({ op: 'and', type: 'boolean', items, span }),
  or: (...items: Term[]): Term => ({ op: 'or', type: 'boolean', items, span }),
};

export interface GateSketch extends Partial<Omit<Gate, 'name' | 'when' | 'require' | 'prefer'>> {
  readonly when?: Term;
  readonly require?: readonly Term[];
  readonly prefer?: readonly Term[];
}

/** A plan of these gates; its facts are those that their terms read, its leaves the atoms of their conditions. */
export function sketchPlan(
  gates: Readonly<Record<string, GateSketch>>,
  extra: Partial<EvaluationPlan> = {},
): EvaluationPlan {
  const facts: PlanFact[] = [...(extra.facts ?? [])];
  const leaves: Leaf[] = [];
  const condition = (term: Term): Condition => ({
    skeleton: skeletonOf(term, facts, leaves),
    span: term.span,
  });
  const made = Object.entries(gates).map(([name, { when, require = [], prefer = [], ...rest }]): Gate => ({
    name,
    severity: 'block',
    mode: 'enforce',
    location: { file: 'sentinel.yaml', span },
    ...rest,
    ...(when && { when: condition(when) }),
    require: require.map(condition),
    prefer: prefer.map(condition),
  }));
  return planWith({ ...extra, facts, leaves, gates: made });
}

function skeletonOf(term: Term, facts: PlanFact[], leaves: Leaf[]): Skeleton {
  switch (term.op) {
    case 'not':
      return { not: skeletonOf(term.of, facts, leaves) };
    case 'and':
      return { all: term.items.map((item) => skeletonOf(item, facts, leaves)) };
    case 'or':
      return { any: term.items.map((item) => skeletonOf(item, facts, leaves)) };
    default:
      collectFacts(term, facts);
      leaves.push({
        term,
        facts: [...factsOf(term)].map((id) => facts.findIndex((fact) => fact.id === id)),
      });
      return { leaf: leaves.length - 1 };
  }
}

/** A fact `a.b` is the field `b` of the probe `a`. */
function collectFacts(term: Term, facts: PlanFact[]): void {
  if (term.op === 'fact' && !facts.some(({ id }) => id === term.fact)) {
    const [probe = '', field] = term.fact.split('.');
    facts.push({
      id: term.fact,
      type: term.type,
      source: { kind: 'probe', probe, ...(field !== undefined && { field }) },
    });
  }
  for (const inner of subterms(term)) collectFacts(inner, facts);
}
