/**
 * What was measured of the stable side while it had users. At the end of the way nobody is left there, and a canary is
 * compared with what was last measured: a window without requests tells nothing, and one with a straggler tells anything.
 */
import type { PlanFact } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import type { Known, Value } from '../../../plan/value.ts';
import type { RolloutRecord } from '../../core/rollout/record.ts';
import type { FactSource } from '../look.ts';

/** Values in base form, by the ids of their facts. */
export type Baseline = Readonly<Record<string, number | boolean | string>>;

/** Whether the stable side has no users left, as far as was read back. */
export function isStableEmpty({ assignment }: Rollout, { weight }: RolloutRecord): boolean {
  return weight >= 100 * (assignment?.audiences.length ?? 1);
}

/** What is not known keeps the value that it had. */
export function measured(
  before: Baseline,
  facts: readonly PlanFact[],
  values: ReadonlyMap<string, Known<Value>>,
): Baseline {
  const known = facts.flatMap(({ id, source }) => {
    const value = source.kind === 'probe' && source.track === 'stable' ? values.get(id) : undefined;
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? [[id, value] as const]
      : [];
  });
  return { ...before, ...Object.fromEntries(known) };
}

/** The stable side is not asked where it was measured before. */
export function fromBaseline(source: FactSource, baseline: Baseline): FactSource {
  const kept = new Map(Object.entries(baseline));
  return {
    async fact(fact) {
      return kept.get(fact.id) ?? source.fact(fact);
    },
    describe: (id) => (kept.has(id) ? 'stable as last measured' : source.describe(id)),
  };
}
