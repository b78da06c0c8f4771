/** Which fact of a policy a test means by a name: its own, or for a probe alone that of its default field. */
import type { EvaluationPlan, PlanFact } from '../../plan/plan.ts';
import type { Type } from '../../plan/type.ts';

export interface NamedFact {
  readonly id: string;
  readonly type: Type;
}

/** A fact of a test: one that the policy reads, or one that it could. */
export class FactNames {
  readonly #facts: ReadonlyMap<string, NamedFact>;

  constructor(plan: EvaluationPlan) {
    const facts = new Map<string, NamedFact>();
    for (const { name, fields, defaultField, each } of plan.probes)
      for (const side of ['', 'canary.', 'stable.']) {
        const own = side + name;
        if (each) facts.set(own, { id: own, type: { list: { record: fields } } });
        else
          for (const [field, type] of Object.entries(fields))
            facts.set(`${own}.${field}`, { id: `${own}.${field}`, type });
        const value = defaultField === undefined ? undefined : facts.get(`${own}.${defaultField}`);
        if (value && !each) facts.set(own, value);
      }
    for (const fact of plan.facts.filter(isMeasured)) facts.set(fact.id, fact);
    this.#facts = facts;
  }

  get(name: string): NamedFact | undefined {
    return this.#facts.get(name);
  }

  names(): Iterable<string> {
    return this.#facts.keys();
  }

  /** The fact that holds others, such as `program.json` of `program.json.version`. */
  wholeOf(name: string): string | undefined {
    const found = this.#facts.values().find(({ id, type }) => type === 'any' && name.startsWith(`${id}.`));
    return found?.id;
  }
}

/** All else is said elsewhere in a case: the release, inputs, the time; or worked out: of a rollout. */
function isMeasured({ source: { kind } }: PlanFact): boolean {
  return kind === 'probe' || kind === 'score' || kind === 'setting' || kind === 'deployed';
}
