/**
 * A plan laid out for the kernel. The usual leaf, a number against a limit, becomes a row of columns; every other leaf a
 * function of the facts. Gates become normal forms over leaves.
 */
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { EvaluationPlan, Leaf, PlanFact } from '../../plan/plan.ts';
import type { CompareOperator, Term } from '../../plan/term.ts';
import { isNumeric } from '../../plan/type.ts';
import { type Form, formOf, requirementOf } from './condition.ts';
import { truthOfTerm } from './evaluate.ts';
import { FactSlots } from './facts.ts';
import type { Judgement } from './judgement.ts';
import { mirrored } from './mirror.ts';

/** Judges all leaves and gates. */
export type KernelRun = (facts: FactSlots, into: Judgement) => void;

export type LeafJudge = (facts: FactSlots) => Truth;

/** `numbers[slot] operator limit`. */
export interface LimitRow {
  readonly leaf: number;
  readonly slot: number;
  readonly operator: CompareOperator;
  readonly limit: number;
}

export interface FunctionRow {
  readonly leaf: number;
  readonly judge: LeafJudge;
}

export interface Layout {
  readonly leaves: number;
  readonly limits: readonly LimitRow[];
  readonly functions: readonly FunctionRow[];
  /** By gate. */
  readonly requirements: readonly Form[];
  /** By gate; without `when` undefined. */
  readonly applications: readonly (Form | undefined)[];
}

export function layOut(plan: EvaluationPlan): Layout {
  const slots = new Map(plan.facts.map(({ id }, slot) => [id, slot]));
  const limits: LimitRow[] = [];
  const functions: FunctionRow[] = [];
  for (const [index, leaf] of plan.leaves.entries()) {
    const limit = limitOf(leaf.term, slots);
    if (limit) limits.push({ leaf: index, ...limit });
    else functions.push({ leaf: index, judge: judgeOf(leaf, plan.facts, slots) });
  }
  return {
    leaves: plan.leaves.length,
    limits,
    functions,
    requirements: plan.gates.map(requirementOf),
    applications: plan.gates.map(({ when }) => when && formOf(when.skeleton)),
  };
}

type Slots = ReadonlyMap<string, number>;

/** A number of known type against a constant, either way round; a boolean fact is a number that equals 1. */
function limitOf(term: Term, slots: Slots): Omit<LimitRow, 'leaf'> | undefined {
  if (term.op === 'fact' && term.type === 'boolean') {
    const slot = slots.get(term.fact);
    return slot === undefined ? undefined : { slot, operator: '==', limit: 1 };
  }
  if (term.op !== 'compare') return undefined;
  const { left, right, operator } = term;
  if (left.op === 'const') return limitBetween(right, mirrored[operator], left, slots);
  return limitBetween(left, operator, right, slots);
}

function limitBetween(
  fact: Term,
  operator: CompareOperator,
  limit: Term,
  slots: Slots,
): Omit<LimitRow, 'leaf'> | undefined {
  if (fact.op !== 'fact' || !isNumeric(fact.type)) return undefined;
  if (limit.op !== 'const' || typeof limit.value !== 'number') return undefined;
  const slot = slots.get(fact.fact);
  return slot === undefined ? undefined : { slot, operator, limit: limit.value };
}

function judgeOf(leaf: Leaf, facts: readonly PlanFact[], slots: Slots): LeafJudge {
  const general: LeafJudge = (facts) => truthOfTerm(leaf.term, facts);
  const [slot, ...others] = leaf.facts;
  if (slot === undefined) {
    const constant = general(new FactSlots([]));
    return () => constant;
  }
  const type = facts[slot]?.type;
  const equality = textsOf(leaf.term, slots);
  if (equality) return equality;
  return others.length === 0 && (type === 'string' || type === 'version')
    ? remembered(general, slot)
    : general;
}

/** Texts that a leaf has judged before; few in practice, and never more than this. */
const mostRemembered = 256;

/** A leaf that reads one text and nothing else has one truth for each text. */
function remembered(judge: LeafJudge, slot: number): LeafJudge {
  const truths = new Map<string, Truth>();
  return (facts) => {
    const text = facts.values[slot];
    if (typeof text !== 'string') return judge(facts);
    const known = truths.get(text);
    if (known !== undefined) return known;
    if (truths.size >= mostRemembered) truths.clear();
    const found = judge(facts);
    truths.set(text, found);
    return found;
  };
}

/** A text fact that is compared with a constant or with another. */
function textsOf(term: Term, slots: Slots): LeafJudge | undefined {
  if (term.op !== 'compare' || (term.operator !== '==' && term.operator !== '!=')) return undefined;
  const [left, right] = term.left.op === 'const' ? [term.right, term.left] : [term.left, term.right];
  const [same, different] = term.operator === '==' ? ([TRUE, FALSE] as const) : ([FALSE, TRUE] as const);
  const slot = textSlot(left, slots);
  if (slot === undefined) return undefined;
  if (right.op === 'const') {
    const text = right.value;
    return ({ values }) => {
      const value = values[slot];
      return value === text ? same : typeof value === 'string' ? different : UNKNOWN;
    };
  }
  const other = textSlot(right, slots);
  if (other === undefined) return undefined;
  return ({ values }) => {
    const [a, b] = [values[slot], values[other]];
    if (typeof a !== 'string' || typeof b !== 'string') return UNKNOWN;
    return a === b ? same : different;
  };
}

function textSlot(term: Term, slots: Slots): number | undefined {
  return term.op === 'fact' && term.type === 'string' ? slots.get(term.fact) : undefined;
}
