/** Makes a failing seed easier to read: a shorter time of trouble, and only the faults that it takes. */
import type { Engine } from './engine.ts';
import type { Fault } from './faults.ts';
import { type Options, type Outcome, simulate } from './simulate.ts';

export async function shrunk(engine: Engine, outcome: Outcome, options: Options): Promise<Options> {
  const isSame = async (less: Options): Promise<boolean> => {
    const { violation } = await simulate(engine, outcome.seed, less);
    return violation?.invariant === outcome.violation?.invariant;
  };
  let best = options;
  for (const events of [20, 50, 100, 150].filter((fewer) => fewer < options.events)) {
    if (!(await isSame({ ...best, events }))) continue;
    best = { ...best, events };
    break;
  }
  const without = new Set<Fault>(best.without);
  for (const fault of outcome.struck.keys()) {
    without.add(fault);
    if (!(await isSame({ ...best, without }))) without.delete(fault);
  }
  return { ...best, without };
}

export function commandOf(seed: number, { events, without = new Set(), planted }: Options): string {
  return [
    `node tests/sim/main.ts replay --seed ${seed} --events ${events}`,
    ...(without.size > 0 ? [`--without '${[...without].join(';')}'`] : []),
    ...(planted === undefined ? [] : [`--planted '${planted.name}'`]),
  ].join(' ');
}
