/**
 * The kernel without generated code: columns and a postfix program in typed arrays, walked by two loops. For policies that
 * are not trusted, for browsers that forbid generated code, and wherever a plan is judged once.
 */
import { and, FALSE, not, or, TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { CompareOperator } from '../../plan/term.ts';
import type { Form } from './condition.ts';
import type { TruthBits } from './judgement.ts';
import type { KernelRun, Layout, LimitRow } from './layout.ts';

export function interpreted(layout: Layout): KernelRun {
  const judgeLimits = limitColumns(layout.limits);
  const { functions } = layout;
  const requirements = new Program(layout.requirements);
  const applications = new Program(layout.applications);
  return (facts, { leaves, requirements: required, applications: applied }) => {
    leaves.trues.fill(0);
    leaves.falses.fill(0);
    judgeLimits(facts.numbers, leaves);
    for (const { leaf, judge } of functions) leaves.set(leaf, judge(facts));
    requirements.run(leaves, required);
    applications.run(leaves, applied);
  };
}

/** A number is below, at or above its limit: which of these three an operator takes, as bits. */
const BELOW = 1;
const AT = 2;
const ABOVE = 4;
const taken: Readonly<Record<CompareOperator, number>> = {
  '<': BELOW,
  '<=': BELOW | AT,
  '>': ABOVE,
  '>=': ABOVE | AT,
  '==': AT,
  '!=': BELOW | ABOVE,
};

function limitColumns(rows: readonly LimitRow[]): (numbers: Float64Array, leaves: TruthBits) => void {
  const slots = Int32Array.from(rows, ({ slot }) => slot);
  const limits = Float64Array.from(rows, ({ limit }) => limit);
  const wanted = Uint8Array.from(rows, ({ operator }) => taken[operator]);
  const words = Int32Array.from(rows, ({ leaf }) => leaf >> 5);
  const bits = Int32Array.from(rows, ({ leaf }) => 1 << (leaf & 31));
  return (numbers, { trues, falses }) => {
    for (let row = 0; row < slots.length; row++) {
      const number = numbers[slots[row] as number] as number;
      const limit = limits[row] as number;
      // NaN is neither below nor at nor above: both bits stay zero.
      const side = number < limit ? BELOW : number > limit ? ABOVE : number === limit ? AT : 0;
      const word = words[row] as number;
      if ((side & (wanted[row] as number)) !== 0)
        trues[word] = (trues[word] as number) | (bits[row] as number);
      else if (side !== 0) falses[word] = (falses[word] as number) | (bits[row] as number);
    }
  };
}

/** Instructions are four numbers: which, and its operands. */
const WIDTH = 4;
/** Takes leaves of one word together: the word, its plain leaves, its negated leaves. Gives one truth. */
const ALL_IN_WORD = 0;
const ANY_IN_WORD = 1;
/** Takes the last truths together: how many. Gives one. */
const ALL = 2;
const ANY = 3;
/** Takes the last truth as that of a goal: which. */
const GOAL = 4;

/** Forms in postfix order. */
class Program {
  readonly #code: Int32Array;
  readonly #stack: Uint8Array;

  constructor(forms: readonly (Form | undefined)[]) {
    const code: number[] = [];
    for (const [goal, form] of forms.entries())
      if (form) {
        append(code, form);
        code.push(GOAL, goal, 0, 0);
      }
    this.#code = Int32Array.from(code);
    this.#stack = new Uint8Array(code.length / WIDTH);
  }

  run({ trues, falses }: TruthBits, goals: TruthBits): void {
    const code = this.#code;
    const stack = this.#stack;
    let top = 0;
    for (let at = 0; at < code.length; at += WIDTH) {
      const operand = code[at + 1] as number;
      switch (code[at]) {
        case ALL_IN_WORD:
          stack[top++] = allOf(trues, falses, operand, code[at + 2] as number, code[at + 3] as number);
          break;
        case ANY_IN_WORD:
          stack[top++] = not(allOf(trues, falses, operand, code[at + 3] as number, code[at + 2] as number));
          break;
        case ALL:
        case ANY: {
          const join = code[at] === ALL ? and : or;
          top -= operand;
          let truth = operand === 0 ? UNKNOWN : (stack[top] as Truth);
          for (let i = 1; i < operand; i++) truth = join(truth, stack[top + i] as Truth);
          stack[top++] = truth;
          break;
        }
        default:
          goals.set(operand, stack[--top] as Truth);
      }
    }
  }
}

/** False if a plain leaf is false or a negated one true; true if all are known to be the other way. */
function allOf(trues: Int32Array, falses: Int32Array, word: number, plain: number, negated: number): Truth {
  const t = trues[word] as number;
  const f = falses[word] as number;
  if (((f & plain) | (t & negated)) !== 0) return FALSE;
  return (t & plain) === plain && (f & negated) === negated ? TRUE : UNKNOWN;
}

function append(code: number[], form: Form): void {
  const isAll = !('any' in form);
  const parts = 'leaf' in form ? [form] : 'all' in form ? form.all : form.any;
  const words = new Map<number, { plain: number; negated: number }>();
  const others: Form[] = [];
  for (const part of parts)
    if ('leaf' in part) {
      const masks = words.get(part.leaf >> 5) ?? { plain: 0, negated: 0 };
      masks[part.positive ? 'plain' : 'negated'] |= 1 << (part.leaf & 31);
      words.set(part.leaf >> 5, masks);
    } else others.push(part);
  for (const [word, { plain, negated }] of words)
    code.push(isAll ? ALL_IN_WORD : ANY_IN_WORD, word, plain, negated);
  for (const part of others) append(code, part);
  const count = words.size + others.length;
  if (count !== 1) code.push(isAll ? ALL : ANY, count, 0, 0);
}
