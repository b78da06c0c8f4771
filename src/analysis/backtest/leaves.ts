/** Conditions over columns: each leaf gives a column of truths. */
import { FALSE, TRUE, UNKNOWN } from '../../plan/kleene.ts';
import type { Leaf } from '../../plan/plan.ts';
import type { CompareOperator, Term } from '../../plan/term.ts';
import { FactSlots } from '../../runtime/core/facts.ts';
import { layOut, type LimitRow } from '../../runtime/core/layout.ts';
import type { Column, Columns } from './columns.ts';
import { NO_TEXT, notKept } from './columns.ts';

/** Writes the truths of the records from `from` on, as many as `into` holds. */
export type LeafLoop = (from: number, into: Uint8Array) => void;

export function leafLoops(columns: Columns): readonly LeafLoop[] {
  const { plan } = columns;
  const layout = layOut(plan);
  const loops = new Map<number, LeafLoop>();
  for (const row of layout.limits) loops.set(row.leaf, limitLoop(columns, row));
  for (const { leaf: index, judge } of layout.functions) {
    const leaf = plan.leaves[index] as Leaf;
    loops.set(
      index,
      equalityLoop(columns, leaf.term) ?? textLoop(columns, leaf, judge) ?? slowLoop(columns, leaf, judge),
    );
  }
  return plan.leaves.map((_, index) => loops.get(index) as LeafLoop);
}

/** Which of below, at and above an operator takes, as the truths that they give. */
const truths: Readonly<Record<CompareOperator, readonly [below: number, at: number, above: number]>> = {
  '<': [TRUE, FALSE, FALSE],
  '<=': [TRUE, TRUE, FALSE],
  '>': [FALSE, FALSE, TRUE],
  '>=': [FALSE, TRUE, TRUE],
  '==': [FALSE, TRUE, FALSE],
  '!=': [TRUE, FALSE, TRUE],
};

function limitLoop(columns: Columns, { slot, operator, limit }: LimitRow): LeafLoop {
  const { data } = columns.column(slot) as Extract<Column, { kind: 'numbers' }>;
  const [below, at, above] = truths[operator];
  return (from, into) => {
    for (let i = 0; i < into.length; i++) {
      const number = data[from + i] as number;
      // NaN is none of the three.
      into[i] = number < limit ? below : number > limit ? above : number === limit ? at : UNKNOWN;
    }
  };
}

/** A text against a constant or another text: equal texts have equal numbers. */
function equalityLoop(columns: Columns, term: Term): LeafLoop | undefined {
  if (term.op !== 'compare' || (term.operator !== '==' && term.operator !== '!=')) return undefined;
  const [same, different] = term.operator === '==' ? [TRUE, FALSE] : [FALSE, TRUE];
  const [one, other] = term.left.op === 'const' ? [term.right, term.left] : [term.left, term.right];
  const left = textsOf(columns, one);
  const right = textsOf(columns, other);
  if (left && other.op === 'const' && typeof other.value === 'string') {
    const code = columns.numberOf(other.value);
    return (from, into) => {
      for (let i = 0; i < into.length; i++) {
        const text = left[from + i] as number;
        into[i] = text === NO_TEXT ? UNKNOWN : text === code ? same : different;
      }
    };
  }
  if (!left || !right) return undefined;
  return (from, into) => {
    for (let i = 0; i < into.length; i++) {
      const [a, b] = [left[from + i] as number, right[from + i] as number];
      into[i] = a === NO_TEXT || b === NO_TEXT ? UNKNOWN : a === b ? same : different;
    }
  };
}

function textsOf(columns: Columns, term: Term): Int32Array | undefined {
  if (term.op !== 'fact' || term.type !== 'string') return undefined;
  const slot = columns.plan.facts.findIndex(({ id }) => id === term.fact);
  const column = columns.column(slot);
  return column?.kind === 'texts' ? column.data : undefined;
}

type Judge = (facts: FactSlots) => number;

/** A condition that reads one text has one truth for each text of the dictionary, worked out when it is first met. */
function textLoop(columns: Columns, { facts }: Leaf, judge: Judge): LeafLoop | undefined {
  const [slot, ...others] = facts;
  const column = slot === undefined || others.length > 0 ? undefined : columns.column(slot);
  if (slot === undefined || column?.kind !== 'texts') return undefined;
  const slots = new FactSlots(columns.plan.facts);
  const { data } = column;
  const { texts } = columns;
  // One more for the unknown text; 255: not worked out.
  const known = new Uint8Array(texts.length + 1).fill(NOT_YET);
  return (from, into) => {
    for (let i = 0; i < into.length; i++) {
      const text = data[from + i] as number;
      let truth = known[text + 1] as number;
      if (truth === NOT_YET) {
        slots.values[slot] = text === NO_TEXT ? notKept : (texts[text] as string);
        truth = judge(slots);
        known[text + 1] = truth;
      }
      into[i] = truth;
    }
  };
}

const NOT_YET = 255;

/** Everything else, record by record. */
function slowLoop(columns: Columns, { facts }: Leaf, judge: Judge): LeafLoop {
  const slots = new FactSlots(columns.plan.facts);
  const sources = facts.map((slot) => [slot, columns.column(slot) as Column] as const);
  const { texts } = columns;
  return (from, into) => {
    for (let i = 0; i < into.length; i++) {
      for (const [slot, { kind, data }] of sources)
        if (kind === 'numbers') slots.numbers[slot] = data[from + i] as number;
        else if (kind === 'values') slots.values[slot] = data[from + i] ?? notKept;
        else slots.values[slot] = texts[data[from + i] as number] ?? notKept;
      into[i] = judge(slots);
    }
  };
}
