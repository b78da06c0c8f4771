/** Pairs of policies that differ a little, for what a review claims of them. */
import * as fc from 'fast-check';
import type { EvaluationPlan } from '../../../src/plan/plan.ts';
import type { TypedFacts } from '../arbitrary/facts.ts';
import { type GateTexts, planOfTexts, plans, type PolicyTexts } from '../arbitrary/plan.ts';
import { policies } from '../arbitrary/policies.ts';
import { Random } from '../random.ts';

export interface PlanPair {
  readonly base: EvaluationPlan;
  readonly head: EvaluationPlan;
  /** One that both have, if they have any. */
  readonly environment?: string;
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

/** Of gates alone, whose conditions may be of every form that the language has, sensible or not. */
export function planPairs(facts: TypedFacts): fc.Arbitrary<PlanPair> {
  return fc
    .tuple(plans(facts, 3), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }))
    .map(([{ plan, gates }, choices]) => {
      let edited = gates;
      for (const choice of choices) edited = edit(edited, choice);
      return { base: plan, head: soundPlan({ gates: edited }, facts) ?? plan };
    });
}

/** Of gates, freezes and limits, with conditions as people write them. */
export function policyPairs(facts: TypedFacts): fc.Arbitrary<PlanPair> {
  return fc.tuple(policies, policies, fc.nat()).map(([policy, spare, seed]) => {
    const random = new Random(seed);
    let edited = policy;
    for (let edits = random.below(4); edits >= 0; edits--) edited = editPolicy(edited, spare, random);
    const { environments = [] } = policy;
    const base = planOfTexts(policy, facts);
    return {
      base,
      head: soundPlan(edited, facts) ?? base,
      ...(environments.length > 0 && { environment: random.pick(environments) }),
    };
  });
}

function soundPlan(policy: PolicyTexts, facts: TypedFacts): EvaluationPlan | undefined {
  try {
    return planOfTexts(policy, facts);
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

/** One rule less, one more, one with a key of another rule of its kind, or one whose conditions are edited. */
function editPolicy(policy: PolicyTexts, spare: PolicyTexts, random: Random): PolicyTexts {
  const kind = random.pick(['gates', 'gates', 'freezes', 'limits'] as const);
  return { ...policy, [kind]: editRules(policy[kind] ?? [], spare[kind] ?? [], random) };
}

type Rule = { readonly name: string } & Readonly<Record<string, unknown>>;

function editRules(rules: readonly object[], spares: readonly object[], random: Random): readonly object[] {
  const place = random.below(Math.max(1, rules.length));
  const [rule, spare] = [rules[place] as Rule | undefined, random.pick(spares) as Rule | undefined];
  const action = random.below(10);
  if (action === 0) return rules.toSpliced(place, 1);
  if (!rule || action === 1)
    return spare ? [...rules, { ...spare, name: `${spare.name} ${rules.length}` }] : rules;
  return rules.with(place, spare && action < 6 ? crossed(rule, spare, random) : edited(rule, random));
}

/** A key of the other, or its lack. */
function crossed(rule: Rule, other: Rule, random: Random): Rule {
  const keys = [...new Set([...Object.keys(rule), ...Object.keys(other)])].filter((key) => key !== 'name');
  const key = random.pick(keys);
  const { [key]: _, ...rest } = rule;
  return { ...rest, name: rule.name, ...(key in other && { [key]: other[key] }) };
}

function edited(rule: Rule, random: Random): Rule {
  const choice = random.below(1000);
  return Object.fromEntries(
    Object.entries(rule).map(([key, value]) => {
      if (key === 'require') return [key, (value as readonly string[]).map((text) => editText(text, choice))];
      return [key, key === 'when' || key === 'except' ? editText(value as string, choice) : value];
    }),
  ) as Rule;
}
