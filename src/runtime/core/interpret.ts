/**
 * The kernel without generated code: columns and a postfix program in typed arrays, walked by two loops. For policies that
 * are not trusted, for browsers that forbid generated code, and wherever a plan is judged once.
 */
import { and, not, or, type Truth, UNKNOWN } from '../../plan/kleene.ts';
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
const LEAF = 0;
const NEGATED_LEAF = 1;
const ALL = 2;
const ANY = 3;
const END = 4;

/** Forms in postfix: pairs of an instruction and its operand, a leaf's index or how many truths it takes together. */
class Program {
  readonly #code: Int32Array;
  readonly #stack: Uint8Array;

  constructor(forms: readonly (Form | undefined)[]) {
    const code: number[] = [];
    for (const [goal, form] of forms.entries())
      if (form) {
        append(code, form);
        code.push(END, goal);
      }
    this.#code = Int32Array.from(code);
    this.#stack = new Uint8Array(code.length);
  }

  run(leaves: TruthBits, goals: TruthBits): void {
    const code = this.#code;
    const stack = this.#stack;
    let top = 0;
    for (let at = 0; at < code.length; at += 2) {
      const operand = code[at + 1] as number;
      switch (code[at]) {
        case LEAF:
          stack[top++] = leaves.at(operand);
          break;
        case NEGATED_LEAF:
          stack[top++] = not(leaves.at(operand));
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

function append(code: number[], form: Form): void {
  if ('leaf' in form) {
    code.push(form.positive ? LEAF : NEGATED_LEAF, form.leaf);
    return;
  }
  const parts = 'all' in form ? form.all : form.any;
  for (const part of parts) append(code, part);
  code.push('all' in form ? ALL : ANY, parts.length);
}
