/**
 * The kernel as generated code: one function for each 32 leaves and for each 32 gates, straight-line, on words of bits.
 *
 * The text of the code holds only indices and masks that are made here; limits and functions are passed as data. Nothing
 * that stands in a policy becomes code.
 */
import type { CompareOperator } from '../../plan/term.ts';
import { type Form, leavesOf } from './condition.ts';
import type { FactSlots } from './facts.ts';
import type { Judgement, TruthBits } from './judgement.ts';
import type { Layout, LeafJudge } from './layout.ts';

type LeafWord = (facts: FactSlots, numbers: Float64Array, trues: Int32Array, falses: Int32Array) => void;
type GateWord = (
  trues: Int32Array,
  falses: Int32Array,
  intoTrues: Int32Array,
  intoFalses: Int32Array,
) => void;

export function generated(layout: Layout): (facts: FactSlots, into: Judgement) => void {
  const leafWords = words(layout.leaves).map((word) => leafWord(layout, word));
  const requirements = gateWords(layout.requirements);
  const applications = gateWords(layout.applications);
  return (facts, into) => {
    const { trues, falses } = into.leaves;
    for (const run of leafWords) run(facts, facts.numbers, trues, falses);
    runGates(requirements, into.leaves, into.requirements);
    runGates(applications, into.leaves, into.applications);
  };
}

function runGates(gates: readonly GateWord[], leaves: TruthBits, into: TruthBits): void {
  for (const run of gates) run(leaves.trues, leaves.falses, into.trues, into.falses);
}

function words(count: number): number[] {
  return Array.from({ length: (count + 31) >> 5 }, (_, word) => word);
}

/** When an operator is known true and when known false. With NaN neither holds. */
const comparisons: Readonly<Record<CompareOperator, readonly [holds: string, fails: string]>> = {
  '<': ['<', '>='],
  '<=': ['<=', '>'],
  '>': ['>', '<='],
  '>=': ['>=', '<'],
  '==': ['===', '!=='],
  '!=': ['!==', '==='],
};

function leafWord({ limits, functions }: Layout, word: number): LeafWord {
  const here = limits.filter(({ leaf }) => leaf >> 5 === word);
  const constants = Float64Array.from(here, ({ limit }) => limit);
  const others = functions.filter(({ leaf }) => leaf >> 5 === word);
  const judges = others.map(({ judge }) => judge);
  const lines = [
    ...here.map(({ leaf, slot, operator }, row) => {
      const [holds, fails] = comparisons[operator];
      const bit = 1 << (leaf & 31);
      // Only `!==` would hold for NaN.
      const known = (comparison: string): string => (comparison === '!==' ? ' && number === number' : '');
      return `number = numbers[${slot}]; limit = limits[${row}];
  if (number ${holds} limit${known(holds)}) trues |= ${bit}; else if (number ${fails} limit${known(fails)}) falses |= ${bit};`;
    }),
    ...others.map(({ leaf }, row) => {
      const shift = leaf & 31;
      return `truth = judges[${row}](facts); trues |= (truth & 1) << ${shift}; falses |= (truth >> 1) << ${shift};`;
    }),
  ];
  return build<[Float64Array, readonly LeafJudge[]], LeafWord>(
    ['limits', 'judges'],
    ['facts', 'numbers', 'intoTrues', 'intoFalses'],
    `let number = 0, limit = 0, truth = 0, trues = 0, falses = 0;
  ${lines.join('\n  ')}
  intoTrues[${word}] = trues; intoFalses[${word}] = falses;`,
    [constants, judges],
  );
}

/** Gates without a form keep the bits that they have. */
function gateWords(forms: readonly (Form | undefined)[]): GateWord[] {
  return words(forms.length).flatMap((word) => {
    const here = forms.slice(word << 5, (word + 1) << 5);
    return here.some((form) => form !== undefined) ? [gateWord(here, word)] : [];
  });
}

function gateWord(forms: readonly (Form | undefined)[], word: number): GateWord {
  const read = new Set(forms.flatMap((form) => (form ? [...leavesOf(form)].map((leaf) => leaf >> 5) : [])));
  const loads = [...read].map((w) => `const t${w} = trues[${w}], f${w} = falses[${w}];`);
  const lines = forms.flatMap((form, bit) =>
    form
      ? [`if (${known(form, true)}) t |= ${1 << bit}; else if (${known(form, false)}) f |= ${1 << bit};`]
      : [],
  );
  const kept = forms.reduce((mask, form, bit) => (form ? mask : mask | (1 << bit)), 0);
  return build<[], GateWord>(
    [],
    ['trues', 'falses', 'intoTrues', 'intoFalses'],
    `${loads.join(' ')}
  let t = intoTrues[${word}] & ${kept}, f = intoFalses[${word}] & ${kept};
  ${lines.join('\n  ')}
  intoTrues[${word}] = t; intoFalses[${word}] = f;`,
    [],
  );
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

/** A function of `parameters` with `data` in reach. */
function build<D extends readonly unknown[], F>(
  names: readonly string[],
  parameters: readonly string[],
  body: string,
  data: D,
): F {
  // oxlint-disable-next-line no-new-func -- the reason for this file; see the text at its head
  const make = new Function(...names, `'use strict';\nreturn (${parameters.join(', ')}) => {\n  ${body}\n};`);
  return make(...data) as F;
}
