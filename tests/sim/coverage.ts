/** What a campaign must have reached: every way from phase to phase that there is, and no other; and every fault. */
import { faults } from './faults.ts';
import type { Summary } from './campaign.ts';

/** From what is kept before a look to what is kept after it; a look may take several steps at once. */
const ways: Readonly<Record<string, string>> = {
  pending: 'pending shifting observing paused rolling_back rolled_back failed',
  // Put back to nothing before it began, and paused and resumed in the same look.
  shifting: 'shifting observing paused completed rolling_back pending',
  // Back at once where no weight was ever asked for: every stage so far was left out.
  observing: 'observing shifting paused completed rolling_back rolled_back pending',
  paused: 'paused pending shifting observing completed rolling_back rolled_back',
  rolling_back: 'rolling_back rolled_back pending observing',
  // Only a new release leaves what is over, but for what is still kept.
  completed: 'completed pending rolling_back',
  rolled_back: 'rolled_back pending',
  failed: 'failed pending',
};

const edges: ReadonlySet<string> = new Set(
  Object.entries(ways).flatMap(([from, all]) => all.split(' ').map((to) => `${from} → ${to}`)),
);

/** These take more seeds than a usual run has: so many. */
const rare: ReadonlyMap<string, number> = new Map([
  ['observing → pending', 10_000],
  ['shifting → pending', 1_000_000],
]);

/** What is missing, and what should not be; nothing where all is well. */
export function gapsOf({ seeds, edges: reached, faults: struck }: Summary): readonly string[] {
  const due = [...edges].filter((edge) => seeds >= (rare.get(edge) ?? 0));
  return [
    ...due.filter((edge) => !Object.hasOwn(reached, edge)).map((edge) => `never reached: ${edge}`),
    ...Object.keys(reached)
      .filter((edge) => !edges.has(edge))
      .map((edge) => `should not be: ${edge}`),
    ...faults.filter((fault) => !Object.hasOwn(struck, fault)).map((fault) => `never struck: ${fault}`),
  ];
}
