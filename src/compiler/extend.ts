/**
 * A policy that extends another: the other's rules, with those of its own. A rule of the same name takes the other's place.
 * What rules observe must be declared alike in both, for else the other's rules would not be the other's any more.
 */
import { canonicalJson } from '../plan/canonical-json.ts';
import type { EvaluationPlan, Leaf, PlanFact } from '../plan/plan.ts';
import { digestOf } from './digest.ts';

interface Named {
  readonly name: string;
}

/** What both declare, and not alike: `probe api`. */
export function conflictsBetween(base: EvaluationPlan, own: EvaluationPlan): readonly string[] {
  const lists = [
    ['probe', base.probes, own.probes],
    ['score', base.scores, own.scores],
    ['setting', base.settings, own.settings],
    ['secret', base.secrets, own.secrets],
    ['input', base.inputs, own.inputs],
  ] as const;
  return lists.flatMap(([kind, theirs, ours]) =>
    (theirs as readonly Named[]).flatMap((one) => {
      const other = (ours as readonly Named[]).find(({ name }) => name === one.name);
      return other && meaning(other) !== meaning(one) ? [`${kind} \`${one.name}\``] : [];
    }),
  );
}

function meaning(declaration: unknown): string {
  return canonicalJson(
    JSON.parse(
      JSON.stringify(declaration, (key, value: unknown) =>
        key === 'span' || key === 'location' ? undefined : value,
      ),
    ),
  );
}

/** There are no conflicts between the two. */
export function extendedPlan(base: EvaluationPlan, own: EvaluationPlan): EvaluationPlan {
  const facts = union(own.facts, base.facts, ({ id }) => id);
  const taken = moved(base, own.leaves.length);
  const named = <T extends Named>(theirs: readonly T[], ours: readonly T[]): readonly T[] => [
    ...theirs.filter(({ name }) => !ours.some((one) => one.name === name)),
    ...ours,
  ];
  const declared = <T extends Named>(theirs: readonly T[], ours: readonly T[]): readonly T[] =>
    union(theirs, ours, ({ name }) => name);
  // A rollout of one's own may not keep pace with the others any more; then none of that group begins.
  const together = (base.groups ?? []).filter(
    ({ rollouts }) => !own.rollouts.some(({ name }) => rollouts.includes(name)),
  );
  const groups = named(together, own.groups ?? []);
  const { digest: _, sources, ...rest } = own;
  const content = {
    ...rest,
    environments: own.environments.length > 0 ? own.environments : base.environments,
    settings: declared(base.settings, own.settings),
    secrets: declared(base.secrets, own.secrets),
    inputs: declared(base.inputs, own.inputs),
    probes: declared(base.probes, own.probes),
    scores: declared(base.scores, own.scores),
    facts,
    leaves: [...own.leaves, ...base.leaves.map((leaf) => withSlots(leaf, base.facts, facts))],
    gates: named(taken.gates, own.gates),
    freezes: named(taken.freezes, own.freezes),
    limits: named(taken.limits, own.limits),
    rollouts: named(taken.rollouts, own.rollouts),
    ...(groups.length > 0 && { groups }),
  };
  let digest: string | undefined;
  return {
    ...content,
    get digest() {
      return (digest ??= digestOf(content));
    },
    sources: { ...base.sources, ...sources },
  };
}

function union<T>(first: readonly T[], second: readonly T[], key: (item: T) => string): readonly T[] {
  const known = new Set(first.map(key));
  return [...first, ...second.filter((item) => !known.has(key(item)))];
}

function withSlots(leaf: Leaf, before: readonly PlanFact[], after: readonly PlanFact[]): Leaf {
  const slots = leaf.facts.map((slot) => after.findIndex(({ id }) => id === before[slot]?.id));
  return { ...leaf, facts: slots };
}

/** The rules, whose conditions number their leaves from `first` on. */
function moved(
  { gates, freezes, limits, rollouts }: EvaluationPlan,
  first: number,
): Pick<EvaluationPlan, 'gates' | 'freezes' | 'limits' | 'rollouts'> {
  const move = (value: unknown, within: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => move(item, within));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        // A component's configuration is data of the user's.
        if (key === 'config') return [key, part];
        if (within && key === 'leaf') return [key, (part as number) + first];
        return [key, move(part, within || key === 'skeleton')];
      }),
    );
  };
  return move({ gates, freezes, limits, rollouts }, false) as ReturnType<typeof moved>;
}
