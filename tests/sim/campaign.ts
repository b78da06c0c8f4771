/** Many seeds, and what came of them all. */
import type { Engine } from './engine.ts';
import { commandOf, shrunk } from './shrink.ts';
import { type Options, type Outcome, simulate } from './simulate.ts';

/** One seed in so many is run twice. */
const TWICE = 100;

export interface Failure {
  readonly seed: number;
  readonly invariant: string;
  readonly text: string;
  /** Shows what happened. */
  readonly command: string;
}

export interface Summary {
  readonly seeds: number;
  /** Questions to the outside that could go wrong; the fewest of a seed; and all, with those after the trouble. */
  readonly faultable: number;
  readonly leastFaultable: number;
  readonly asked: number;
  /** Things that happened, one after another. */
  readonly steps: number;
  readonly releases: number;
  readonly runTwice: number;
  readonly edges: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
  /** Seconds. */
  readonly wallTime: number;
  readonly cpuTime: number;
}

/** Failures after which it gives up. */
const ENOUGH = 5;

/** So many seeds lie between two tellings. */
const TELLING = 10_000;

/** `tell` hears of what is done so far, and of each failure as it is found. */
export async function campaign(
  engine: Engine,
  from: number,
  count: number,
  options: Options,
  tell: (line: string) => void = () => undefined,
): Promise<Summary> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const sums = { seeds: 0, faultable: 0, asked: 0, steps: 0, releases: 0, runTwice: 0 };
  let leastFaultable = Infinity;
  const edges = new Map<string, number>();
  const faults = new Map<string, number>();
  const failures: Failure[] = [];
  for (let seed = from; seed < from + count && failures.length < ENOUGH; seed++) {
    const outcome = await simulate(engine, seed, options);
    sums.seeds++;
    sums.faultable += outcome.faultable;
    sums.asked += outcome.asked;
    sums.steps += outcome.steps;
    sums.releases += outcome.releases;
    leastFaultable = Math.min(leastFaultable, outcome.faultable);
    add(edges, outcome.edges);
    add(faults, outcome.struck);
    if (outcome.violation) {
      const failure = await failureOf(engine, outcome, options);
      failures.push(failure);
      tell(`${failure.invariant}: ${failure.text}\n  ${failure.command}`);
    }
    if (sums.seeds % TELLING === 0) {
      const seconds = (performance.now() - began) / 1_000;
      tell(`${sums.seeds} of ${count} seeds, ${Math.round(sums.seeds / seconds)} a second`);
    }
    if (seed % TWICE !== 0) continue;
    sums.runTwice++;
    const again = await simulate(engine, seed, options);
    if (again.hash !== outcome.hash)
      failures.push({
        seed,
        invariant: 'deterministic',
        text: 'the same seed does two different things',
        command: commandOf(seed, options),
      });
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...sums,
    leastFaultable,
    edges: sorted(edges),
    faults: sorted(faults),
    failures,
    wallTime: (performance.now() - began) / 1_000,
    cpuTime: (user + system) / 1_000_000,
  };
}

async function failureOf(engine: Engine, outcome: Outcome, options: Options): Promise<Failure> {
  const { seed, violation } = outcome;
  const less = await shrunk(engine, outcome, options);
  return {
    seed,
    invariant: violation?.invariant ?? '',
    text: violation?.text ?? '',
    command: commandOf(seed, less),
  };
}

/** Of parts of one campaign that ran side by side. */
export function together(parts: readonly Summary[]): Summary {
  const sum = (of: (one: Summary) => number): number => parts.reduce((all, one) => all + of(one), 0);
  const counts = (of: (one: Summary) => Readonly<Record<string, number>>) => {
    const all = new Map<string, number>();
    for (const one of parts) add(all, new Map(Object.entries(of(one))));
    return sorted(all);
  };
  return {
    seeds: sum((one) => one.seeds),
    faultable: sum((one) => one.faultable),
    leastFaultable: Math.min(...parts.map((one) => one.leastFaultable)),
    asked: sum((one) => one.asked),
    steps: sum((one) => one.steps),
    releases: sum((one) => one.releases),
    runTwice: sum((one) => one.runTwice),
    edges: counts((one) => one.edges),
    faults: counts((one) => one.faults),
    failures: parts.flatMap((one) => one.failures),
    wallTime: Math.max(...parts.map((one) => one.wallTime)),
    cpuTime: sum((one) => one.cpuTime),
  };
}

function add(sums: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [name, count] of more) sums.set(name, (sums.get(name) ?? 0) + count);
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
