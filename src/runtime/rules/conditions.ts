/**
 * Forms as conditions of json-rules-engine. A leaf is a fact that is `true`, `false` or `unknown` and is compared by
 * `equal`. The engine's own `not`, its negative operators and an empty `all` are never used: each of them holds for what
 * is not known.
 */
import type { TopLevelCondition } from 'json-rules-engine';
import type { Form } from '../core/condition.ts';

type NestedCondition = Extract<TopLevelCondition, { all: unknown }>['all'][number];

/** A fact that is always unknown: what is asked where nothing is asked. */
export const nothing = 'nothing';

export function leafFact(index: number): string {
  return `leaf ${index}`;
}

/** Holds if and only if the form is known to be `wanted`. For false it is the De Morgan dual. */
export function conditionOf(form: Form, wanted: boolean): TopLevelCondition {
  const condition = nested(form, wanted);
  return 'fact' in condition ? { all: [condition] } : condition;
}

function nested(form: Form, wanted: boolean): NestedCondition {
  if ('leaf' in form) return isTruth(leafFact(form.leaf), form.positive === wanted);
  const parts = ('all' in form ? form.all : form.any).map((part) => nested(part, wanted));
  if (parts.length === 0) return isTruth(nothing, wanted);
  return 'all' in form === wanted ? { all: parts } : { any: parts };
}

function isTruth(fact: string, wanted: boolean): NestedCondition {
  return { fact, operator: 'equal', value: String(wanted) };
}
