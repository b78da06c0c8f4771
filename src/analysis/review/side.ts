/**
 * The two plans of a review in one language: a fact that both observe in the same way has one name, one that they observe
 * differently (by another query, of another type) has two, for then it is not the same observation.
 */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { EvaluationPlan, FactSource, PlanFact } from '../../plan/plan.ts';
import type { Term } from '../../plan/term.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { Calendars } from '../../runtime/core/time/calendars.ts';
import type { Atom } from './space/components.ts';

/** One version of a policy. */
export interface Reviewed {
  readonly plan: EvaluationPlan;
  /** Times from outside of the policy, as they are in this version of it. */
  readonly calendars?: Calendars;
}

/** One plan of the two, in the common language. */
export class Side {
  readonly plan: EvaluationPlan;
  /** By the place of the leaf in the plan. */
  readonly atoms: readonly Atom[];
  /** What each fact is called in the review, by its id; absent where it keeps its name. */
  readonly #names: ReadonlyMap<string, string>;

  constructor(plan: EvaluationPlan, names: ReadonlyMap<string, string>) {
    this.plan = plan;
    this.#names = names;
    this.atoms = plan.leaves.map(({ term }) => this.atom(term));
  }

  atom(term: Term): Atom {
    const renamed = this.#names.size === 0 ? term : (rename(term, this.#names) as Term);
    return { key: canonicalJson(withoutPlaces(renamed)), term: renamed };
  }

  nameOf(fact: string): string {
    return this.#names.get(fact) ?? fact;
  }

  /** Of what is observed in the review, this plan's own facts. */
  factsFrom(observed: ReadonlyMap<string, Known<Value>>): ReadonlyMap<string, Known<Value>> {
    const own = new Map<string, Known<Value>>();
    for (const { id } of this.plan.facts) {
      const value = observed.get(this.nameOf(id));
      if (value !== undefined) own.set(id, value);
    }
    return own;
  }
}

/** Behind the name of a fact that only BASE observes in its way; no name of the language holds a space. */
const BEFORE = ' before';

/** The name that people know a fact by, and whether it is BASE's own observation. */
export function spokenName(name: string): { readonly fact: string; readonly isBefore: boolean } {
  return name.endsWith(BEFORE)
    ? { fact: name.slice(0, -BEFORE.length), isBefore: true }
    : { fact: name, isBefore: false };
}

/** BASE's own observations carry names of their own; HEAD's keep theirs. */
export function sidesOf(
  base: EvaluationPlan,
  head: EvaluationPlan,
): { readonly base: Side; readonly head: Side } {
  const others = new Map(head.facts.map((fact) => [fact.id, fact]));
  const names = new Map<string, string>();
  for (const fact of base.facts) {
    const other = others.get(fact.id);
    if (other && origin(base, fact) !== origin(head, other)) names.set(fact.id, `${fact.id}${BEFORE}`);
  }
  return { base: new Side(base, names), head: new Side(head, new Map()) };
}

/** Equal where both plans observe the same. */
function origin(plan: EvaluationPlan, { type, source }: PlanFact): string {
  return canonicalJson({ type, source, of: declarationOf(plan, source) });
}

/** What a fact rests upon. The value that an input or the release has is given from outside. */
function declarationOf(plan: EvaluationPlan, source: FactSource): unknown {
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined =>
    list.find((one) => one.name === name);
  switch (source.kind) {
    case 'probe': {
      const probe = named(plan.probes, source.probe);
      const reads = probe?.reads.map((id) => {
        const fact = plan.facts.find((one) => one.id === id);
        return fact ? declarationOf(plan, fact.source) : settingNamed(plan, id);
      });
      return probe && withoutPlaces({ kind: probe.kind, config: probe.config, each: probe.each, reads });
    }
    case 'score': {
      const score = named(plan.scores, source.score);
      return score && withoutPlaces({ ...score, location: undefined });
    }
    case 'setting':
      return settingNamed(plan, `settings.${source.name}`);
    default:
      return undefined;
  }
}

function settingNamed({ settings }: EvaluationPlan, id: string): unknown {
  const setting = settings.find(({ name }) => id === `settings.${name}`);
  return setting && { ...setting, location: undefined };
}

/** Terms and conditions without the places at which they stand. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      key === 'span' || key === 'location' ? [] : [[key, key === 'type' ? part : withoutPlaces(part)]],
    ),
  );
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const term = value as Term;
  if (term.op === 'fact') return { ...term, fact: names.get(term.fact) ?? term.fact };
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'type' ? part : rename(part, names)]),
  );
}
