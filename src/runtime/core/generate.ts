/**
 * The kernel as generated code: a function for each 32 leaves and for each 32 gates, straight-line, on words of bits.
 *
 * The text of the code holds only indices and masks that are made here; limits and functions are passed as data. Nothing
 * that stands in a policy becomes code.
 */
import type { CompareOperator } from '../../plan/term.ts';
import { type Form, leavesOf } from './condition.ts';
import type { Judgement } from './judgement.ts';
import type { FunctionRow, KernelRun, Layout, LeafJudge, LimitRow } from './layout.ts';

export function generated({ leaves, limits, functions, requirements, applications }: Layout): KernelRun {
  const blocks = [
    ...words(leaves).map((word) => leafWord(limits, functions, word)),
    ...words(requirements.length).flatMap((word) => gateWord('requirements', requirements, word)),
    ...words(applications.length).flatMap((word) => gateWord('applications', applications, word)),
  ];
  const text = blocks.length <= mostInOne ? `return ${functionOf(blocks)};` : functionsOf(blocks);
  // oxlint-disable-next-line typescript/no-implied-eval -- what this file is for; its head says why it is safe
  const make = new Function('limits', 'judges', `'use strict';\n${text}`) as (
    limits: Float64Array,
    judges: readonly LeafJudge[],
  ) => KernelRun;
  return make(
    Float64Array.from(limits, ({ limit }) => limit),
    functions.map(({ judge }) => judge),
  );
}

/** A small plan is one function, which saves calls; a large one many, for no compiler likes a function without end. */
const mostInOne = 4;

function functionOf(blocks: readonly string[]): string {
  return `(facts, into) => {\n${blocks.map((block) => `{\n${block}\n}`).join('\n')}\n}`;
}

function functionsOf(blocks: readonly string[]): string {
  const functions = blocks.map((block, i) => `const part${i} = ${functionOf([block])};`);
  const calls = blocks.map((_, i) => `part${i}(facts, into);`);
  return `${functions.join('\n')}\nreturn (facts, into) => { ${calls.join(' ')} };`;
}

function words(count: number): number[] {
  return Array.from({ length: (count + 31) >> 5 }, (_, word) => word);
}

/** When an operator is known true and when known false. With NaN neither holds. */
const comparisons: Readonly<Record<CompareOperator, readonly [holds: string, fails: string]>> = {
  '<': ['number < limit', 'number >= limit'],
  '<=': ['number <= limit', 'number > limit'],
  '>': ['number > limit', 'number <= limit'],
  '>=': ['number >= limit', 'number < limit'],
  '==': ['number === limit', 'number < limit || number > limit'],
  '!=': ['number < limit || number > limit', 'number === limit'],
};

/** The truths of 32 leaves. */
function leafWord(limits: readonly LimitRow[], functions: readonly FunctionRow[], word: number): string {
  const lines = [
    ...limits.flatMap(({ leaf, slot, operator }, row) => {
      if (leaf >> 5 !== word) return [];
      const [holds, fails] = comparisons[operator];
      const bit = 1 << (leaf & 31);
      return `number = numbers[${slot}]; limit = limits[${row}];
  if (${holds}) trues |= ${bit}; else if (${fails}) falses |= ${bit};`;
    }),
    ...functions.flatMap(({ leaf }, row) => {
      if (leaf >> 5 !== word) return [];
      const shift = leaf & 31;
      return `truth = judges[${row}](facts); trues |= (truth & 1) << ${shift}; falses |= (truth >> 1) << ${shift};`;
    }),
  ];
  return `const numbers = facts.numbers, leaves = into.leaves;
let number = 0, limit = 0, truth = 0, trues = 0, falses = 0;
${lines.join('\n')}
leaves.trues[${word}] = trues; leaves.falses[${word}] = falses;`;
}

/** The truths of 32 gates' forms. Gates without a form keep the bits that they have. */
function gateWord(
  into: keyof Judgement,
  all: readonly (Form | undefined)[],
  word: number,
): readonly string[] {
  const forms = all.slice(word << 5, (word + 1) << 5);
  if (forms.every((form) => form === undefined)) return [];
  const read = new Set(forms.flatMap((form) => (form ? [...leavesOf(form)].map((leaf) => leaf >> 5) : [])));
  const loads = [...read].map((w) => `const t${w} = trues[${w}], f${w} = falses[${w}];`);
  const lines = forms.flatMap((form, bit) =>
    form
      ? [`if (${known(form, true)}) t |= ${1 << bit}; else if (${known(form, false)}) f |= ${1 << bit};`]
      : [],
  );
  const kept = forms.reduce((mask, form, bit) => (form ? mask : mask | (1 << bit)), 0);
  const rest = (bits: string): string => (kept === 0 ? '0' : `goals.${bits}[${word}] & ${kept}`);
  const code = `const { trues, falses } = into.leaves, goals = into.${into};
${loads.join(' ')}
let t = ${rest('trues')}, f = ${rest('falses')};
${lines.join('\n')}
goals.trues[${word}] = t; goals.falses[${word}] = f;`;
  return [code];
}

/** Code that says whether a form is known to be `wanted`. The leaves of one word are asked together. */
function known(form: Form, wanted: boolean): string {
  if ('leaf' in form) return anyOf(maskOf([form], wanted));
  const parts = 'all' in form ? form.all : form.any;
  if (parts.length === 0) return 'false';
  const leaves = parts.filter((part) => 'leaf' in part);
  const together = 'all' in form === wanted;
  const masks = maskOf(leaves, wanted);
  const tests = [
    ...(leaves.length === 0 ? [] : [together ? allOf(masks) : anyOf(masks)]),
    ...parts.flatMap((part) => ('leaf' in part ? [] : [`(${known(part, wanted)})`])),
  ];
  return tests.join(together ? ' && ' : ' || ');
}

/** Bits by the variable that holds them. A negated leaf is known true when the leaf is known false. */
function maskOf(leaves: readonly Extract<Form, { leaf: number }>[], wanted: boolean): Map<string, number> {
  const masks = new Map<string, number>();
  for (const { leaf, positive } of leaves) {
    const name = `${positive === wanted ? 't' : 'f'}${leaf >> 5}`;
    masks.set(name, (masks.get(name) ?? 0) | (1 << (leaf & 31)));
  }
  return masks;
}

function allOf(masks: ReadonlyMap<string, number>): string {
  return [...masks].map(([name, mask]) => `(${name} & ${mask}) === ${mask}`).join(' && ');
}

function anyOf(masks: ReadonlyMap<string, number>): string {
  return [...masks].map(([name, mask]) => `(${name} & ${mask}) !== 0`).join(' || ');
}
