/** Values of untyped data: whatever a leaf could make of them, of every kind. */
import type { Term } from '../../../plan/term.ts';
import type { Value } from '../../../plan/value.ts';
import { samplesOf } from './cells.ts';
import { changed } from './paths.ts';
import { textsFor, type TextTest, textTestOf } from './texts.ts';

/** What a leaf asks of one such value. */
export interface DataTest {
  readonly fact: string;
  readonly numbers: readonly number[];
  readonly test?: TextTest;
}

export function dataTestOf(term: Term): DataTest | undefined {
  const fact = operandOf(term);
  if (fact?.op !== 'fact' || fact.type !== 'any') return undefined;
  const limits = limitsOf(term);
  if (!limits) return undefined;
  const numbers = limits.filter((limit) => typeof limit === 'number');
  const test = textTestOf(asText(term));
  const asksOfTexts =
    limits.some((limit) => typeof limit === 'string') ||
    term.op === 'like' ||
    term.op === 'matches' ||
    term.op === 'is';
  if (asksOfTexts && !test) return undefined;
  return { fact: fact.fact, numbers, ...(test && { test }) };
}

function operandOf(term: Term): Term | undefined {
  switch (term.op) {
    case 'compare':
      return term.left.op === 'const' ? term.right : term.left;
    case 'in':
      return term.item;
    case 'like':
    case 'matches':
    case 'is':
      return term.of;
    default:
      return undefined;
  }
}

/** The constants that it compares with; undefined where it compares with something else. */
function limitsOf(term: Term): readonly unknown[] | undefined {
  const constants = ((): Term | undefined => {
    switch (term.op) {
      case 'compare':
        return term.left.op === 'const' ? term.left : term.right;
      case 'in':
        return term.list;
      default:
        return undefined;
    }
  })();
  if (!constants) return [];
  if (constants.op !== 'const' || constants.type === 'version') return undefined;
  const values = Array.isArray(constants.value) ? (constants.value as readonly unknown[]) : [constants.value];
  return values.some((value) => typeof value === 'object') ? undefined : values;
}

/** As if the data were a text. */
function asText(term: Term): Term {
  return changed(term, (inner) => (inner.op === 'fact' ? { ...inner, type: 'string' } : inner));
}

/** Undefined where the texts are not known. */
export function dataFor(tests: readonly DataTest[]): readonly Value[] | undefined {
  const texts = textsFor(
    tests.flatMap(({ test }) => test ?? []),
    1,
  );
  return (
    texts && [
      ...texts,
      ...samplesOf(tests.flatMap(({ numbers }) => numbers)),
      true,
      false,
      null,
      [],
      [null],
      new Map(),
      new Map([['x', null]]),
    ]
  );
}
