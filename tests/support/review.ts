/** Pairs of policies that differ a little, and inputs for both, for what a review claims of them. */
import * as fc from 'fast-check';
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import { subterms, type Term } from '../../src/plan/term.ts';
import type { Type } from '../../src/plan/type.ts';
import { type Known, unknown, type Value } from '../../src/plan/value.ts';
import { neighbour } from '../../src/analysis/review/space/cells.ts';
import { branches, type TypedFacts, versions } from './arbitrary/facts.ts';
import { type GateTexts, planOfTexts, plans } from './arbitrary/plan.ts';
import type { Random } from './random.ts';

export interface PlanPair {
  readonly base: EvaluationPlan;
  readonly head: EvaluationPlan;
}

/** What an editor would change: a limit, an operator, a junction, a text. */
const edits: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b\d+(?:\.\d+)?%/u, ['0%', '1%', '5%', '50%', '75%']],
  [/\b\d+(?:ms|s|m|h|d|w)\b/u, ['1s', '90s', '1h']],
  [/(?<= )\d+(?:\.\d+)?(?![\w%.])/u, ['0', '1', '2', '3']],
  [/ (?:<=|>=|<|>) /u, [' < ', ' <= ', ' > ', ' >= ']],
  [/ (?:==|!=) /u, [' == ', ' != ']],
  [/ and /u, [' or ']],
  [/ or /u, [' and ']],
  [/\bnot (?!in\b|[ev])/u, ['']],
  [/'main'|"main"/u, ['"MAIN"', '"release/1.2"', '""']],
  [/"release\/\*"/u, ['"release/**"', '"*"', '"main"']],
  [/1\.2\.3/u, ['1.2.3-rc.1', '2.0.0']],
];

export function planPairs(facts: TypedFacts): fc.Arbitrary<PlanPair> {
  return fc
    .tuple(plans(facts, 3), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }))
    .map(([{ plan, gates }, choices]) => {
      let edited = gates;
      for (const choice of choices) edited = edit(edited, choice);
      return { base: plan, head: soundPlan(edited, facts) ?? plan };
    });
}

function soundPlan(gates: readonly GateTexts[], facts: TypedFacts): EvaluationPlan | undefined {
  try {
    return planOfTexts(gates, facts).plan;
  } catch {
    // What was edited is no condition any more.
    return undefined;
  }
}

function edit(gates: readonly GateTexts[], choice: number): readonly GateTexts[] {
  const at = choice % gates.length;
  const gate = gates[at];
  if (!gate) return gates;
  const turn = Math.floor(choice / 7);
  const changed = ((): GateTexts | undefined => {
    switch (turn % 8) {
      case 0:
        return gate.require.length > 1 ? { ...gate, require: gate.require.slice(1) } : gate;
      case 1:
        return { ...gate, require: [...gate.require, ...(gates[0]?.require ?? [])] };
      case 2: {
        const { when: _, ...rest } = gate;
        return rest;
      }
      default:
        return {
          ...gate,
          require: gate.require.map((text, i) =>
            i === turn % gate.require.length ? editText(text, turn) : text,
          ),
          ...(gate.when !== undefined && { when: turn % 3 === 0 ? editText(gate.when, turn) : gate.when }),
        };
    }
  })();
  return gates.map((one, i) => (i === at ? (changed ?? one) : one));
}

function editText(text: string, choice: number): string {
  const fitting = edits.filter(([pattern]) => pattern.test(text));
  const [pattern, options] = fitting[choice % Math.max(1, fitting.length)] ?? [];
  if (!pattern || !options) return text;
  const matches = [...text.matchAll(new RegExp(pattern, 'gu'))];
  const match = matches[choice % matches.length];
  if (!match) return text;
  const option = options[Math.floor(choice / 11) % options.length] ?? '';
  return text.slice(0, match.index) + option + text.slice(match.index + match[0].length);
}

/** Values by fact, which may be unknown but for the time: what the policies compare with, what lies next to it, and others. */
export function valuePools(facts: TypedFacts, pair: PlanPair): ReadonlyMap<string, readonly Known<Value>[]> {
  const constants = new Set<Value>();
  for (const { term } of [...pair.base.leaves, ...pair.head.leaves]) collect(term, constants);
  const numbers = [...constants].filter((value) => typeof value === 'number');
  const texts = [...constants].filter((value) => typeof value === 'string');
  const near = numbers
    .flatMap((n) => [n, neighbour(n, 1), neighbour(n, -1), n * 2, n / 2, -n])
    .filter(Number.isFinite);
  return new Map(
    Object.entries(facts).map(([fact, type]) => [
      fact,
      [...(fact === 'now' ? [] : [unknown('not asked')]), ...valuesOf(type, near, texts)],
    ]),
  );
}

function valuesOf(type: Type, numbers: readonly number[], texts: readonly string[]): readonly Value[] {
  if (typeof type === 'object') {
    if ('list' in type) {
      const items = valuesOf(type.list, numbers, texts);
      return [[], ...items.slice(0, 8).map((item) => [item]), items.slice(0, 2), items.slice(1, 4)];
    }
    const fields = Object.entries(type.record).map(
      ([key, field]) => [key, valuesOf(field, numbers, texts)] as const,
    );
    return [0, 1, 2, 3].map(
      (turn) => new Map(fields.map(([key, values]) => [key, values[(turn * 7) % values.length] ?? null])),
    );
  }
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'string':
      return [...branches, ...texts, ...texts.map((text) => text.replaceAll('*', 'x')), 'OPS-7', 'x'];
    case 'version':
      return [...versions, ...texts, 'nightly'];
    case 'any':
      return [
        1,
        'main',
        true,
        null,
        [1],
        new Map<string, Value>([
          ['ok', 1],
          ['count', 2],
          ['name', 'main'],
        ]),
      ];
    case 'instant':
      return [0, 1_750_000_000_000, ...numbers.filter((value) => Math.abs(value) <= 8.64e15)];
    default:
      return [0, 1, -1, 0.25, 1e3, 1e18, ...numbers];
  }
}

function collect(term: Term, into: Set<Value>): void {
  if (term.op === 'const') {
    if (Array.isArray(term.value)) for (const item of term.value) into.add(item as Value);
    else into.add(term.value);
  }
  for (const inner of subterms(term)) collect(inner, into);
}

export function pickInput(
  pools: ReadonlyMap<string, readonly Known<Value>[]>,
  random: Random,
): ReadonlyMap<string, Known<Value>> {
  return new Map(Array.from(pools, ([fact, values]) => [fact, random.pick(values)]));
}
