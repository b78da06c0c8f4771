import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Known, Value } from '../../plan/value.ts';
import type { Look } from './look.ts';
import type { Observation } from './observation.ts';
import type { ProbeReading } from './probe-run.ts';

/** What was observed in the course of a run, for its report: of what was looked at again, the last. */
export class Seen {
  readonly readings = new Map<string, readonly ProbeReading[]>();
  /** Names of gates that the two judges disagreed about, in any look. */
  readonly disputed = new Set<string>();
  readonly #facts = new Map<string, Known<Value>>();

  add(observation: Observation, { facts, disputed }: Look): void {
    for (const [probe, readings] of observation.readings) this.readings.set(probe, readings);
    for (const [id, value] of facts) this.#facts.set(id, value);
    for (const name of disputed) this.disputed.add(name);
  }

  /** In the order of the plan. */
  facts(plan: EvaluationPlan): ReadonlyMap<string, Known<Value>> {
    const order = new Map(plan.facts.map(({ id }, slot) => [id, slot]));
    return new Map([...this.#facts].toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
  }
}
