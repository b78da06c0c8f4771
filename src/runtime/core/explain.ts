/** Each part of a condition with the value that it had: the tree behind a finding. */
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { Condition, PlanFact, Skeleton } from '../../plan/plan.ts';
import { subterms, type Term, type TermOf, type TermSpan } from '../../plan/term.ts';
import type { Type } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { truthOfSkeleton } from './condition.ts';
import { evaluate, type Locals } from './evaluate.ts';
import type { Evidence } from './evidence.ts';
import { display, Wording } from './phrase.ts';

export interface Explanation {
  /** As it is written in the policy. */
  readonly text: string;
  readonly span: TermSpan;
  readonly type: Type;
  readonly value: Known<Value>;
  /** The value as people write it: `91 %`, `"main"`. */
  readonly shown: string;
  /** For a fact: which, and so where it comes from. */
  readonly fact?: PlanFact;
  /** Without constants, which explain themselves. */
  readonly parts: readonly Explanation[];
}

export function explainCondition(condition: Condition, file: string, evidence: Evidence): Explanation {
  const explained = new Explainer(evidence, file).skeleton(condition.skeleton);
  const text = new Wording(evidence, file).textAt(condition.span);
  return { ...explained, span: condition.span, ...(text !== '' && { text }) };
}

/** Items of a list that a quantifier is shown for. */
const mostItems = 10;

class Explainer {
  readonly #evidence: Evidence;
  readonly #wording: Wording;

  constructor(evidence: Evidence, file: string) {
    this.#evidence = evidence;
    this.#wording = new Wording(evidence, file);
  }

  skeleton(skeleton: Skeleton): Explanation {
    if ('leaf' in skeleton) {
      const leaf = this.#evidence.plan.leaves[skeleton.leaf];
      if (!leaf) throw new RangeError(`the plan has no leaf ${skeleton.leaf}`);
      return this.#term(leaf.term, new Map());
    }
    const word = 'not' in skeleton ? 'not' : 'all' in skeleton ? 'and' : 'or';
    const inner = 'not' in skeleton ? [skeleton.not] : 'all' in skeleton ? skeleton.all : skeleton.any;
    const parts = inner.map((part) => this.skeleton(part));
    const texts = inner.map((part, i) => inParentheses(part, parts[i]?.text ?? ''));
    const truth = truthOfSkeleton(skeleton, (leaf) => this.#evidence.judgement.leaves.at(leaf));
    const value = valueOfTruth(truth, parts);
    return {
      text: word === 'not' ? `not ${texts.join('')}` : texts.join(` ${word} `),
      span: [Math.min(...parts.map(({ span }) => span[0])), Math.max(...parts.map(({ span }) => span[1]))],
      type: 'boolean',
      value,
      shown: display(value, 'boolean'),
      parts,
    };
  }

  #term(term: Term, locals: Locals): Explanation {
    const { facts, plan } = this.#evidence;
    const value = evaluate(term, facts, locals);
    const fact = term.op === 'fact' ? plan.facts.find(({ id }) => id === term.fact) : undefined;
    return {
      text: this.#wording.text(term),
      span: term.span,
      type: term.type,
      value,
      shown: display(value, term.type),
      ...(fact && { fact }),
      parts: term.op === 'quantifier' ? this.#quantifier(term, locals) : this.#parts(term, locals),
    };
  }

  #parts(term: Term, locals: Locals): readonly Explanation[] {
    return subterms(term)
      .filter(({ op }) => op !== 'const')
      .map((part) => this.#term(part, locals));
  }

  /** The list, then what the body gives for each item. */
  #quantifier(term: TermOf<'quantifier'>, locals: Locals): readonly Explanation[] {
    const list = this.#term(term.list, locals);
    if (!Array.isArray(list.value)) return [list];
    const items = (list.value as readonly Value[]).slice(0, mostItems);
    return [list, ...items.map((item) => this.#term(term.body, new Map(locals).set(term.parameter, item)))];
  }
}

/** `and` and `or` inside of another operator. */
function inParentheses(skeleton: Skeleton, text: string): string {
  return 'leaf' in skeleton || 'not' in skeleton ? text : `(${text})`;
}

/** An unknown whole has the reason of its first unknown part. */
function valueOfTruth(truth: Truth, parts: readonly Explanation[]): Known<boolean> {
  if (truth === TRUE || truth === FALSE) return truth === TRUE;
  return parts.map(({ value }) => value).find(isUnknown) ?? unknown('nothing is asked');
}
