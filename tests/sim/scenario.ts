/** A rollout by its seed, and how it is driven. */
import type { Condition } from '../../src/plan/plan.ts';
import type { Checks, Rollout, Stage, Tolerance, UnknownAction } from '../../src/plan/rollout.ts';
import { Random } from '../support/random.ts';
import { minute, rolloutWith, stageWith } from '../support/rollout-walk.ts';

export interface Scenario {
  readonly rollout: Rollout;
  readonly controllers: number;
  /** Milliseconds between two looks of a controller. */
  readonly interval: number;
  /** Whether a controller also looks when something is due. */
  readonly isEager: boolean;
  /** Whether the driver refuses epochs before the last. */
  readonly isFenced: boolean;
  /** Whether the store's clock is also that of the machines. */
  readonly isStoreHere: boolean;
  /** Of the machines' clocks, real time being 1. */
  readonly rates: readonly number[];
  /** How it ends when nothing goes wrong any more. */
  readonly ending: 'healthy' | 'failing' | 'aborted';
}

const condition: Condition = { skeleton: { leaf: 0 }, span: [0, 1] };

export function scenarioOf(seed: number): Scenario {
  const random = new Random(Math.imul(seed, 0x27d4_eb2f) + 1);
  const some = (likely: number): boolean => random.next() < likely;
  const rates = some(0.2) ? [0.5, 0.9, 1.1, 2] : [1];
  return {
    rollout: withCopy(rolloutBy(random, some), new Random(Math.imul(seed, 0x632b_e5ab) + 3)),
    controllers: 1 + random.below(3),
    interval: random.pick([20_000, minute, 2 * minute]),
    isEager: some(0.5),
    isFenced: some(0.5),
    rates: [0, 1, 2].map(() => random.pick(rates)),
    ending: random.pick(['healthy', 'healthy', 'failing', 'aborted']),
    isStoreHere: some(0.5),
  };
}

type Some = (likely: number) => boolean;

function rolloutBy(random: Random, some: Some): Rollout {
  const checks = some(0.85) ? checksBy(random, some) : undefined;
  const weights = random.pick([
    [100],
    [10, 100],
    [5, 50, 100],
    [10, 30, 60, 100],
    [0, 100],
    [1, 2, 3, 99, 100],
  ]);
  const stages = weights.map((weight, index) =>
    stageBy(random, some, weight, checks, index === weights.length - 1),
  );
  return rolloutWith({
    stages,
    dwell: random.pick([0, 0, 3 * minute, 8 * minute]),
    cooldown: random.pick([0, 2 * minute, 10 * minute]),
    ...(some(0.15) && { deadline: random.pick([20, 60]) * minute }),
    ...(some(0.3) && { identity: condition }),
    rollback: {
      ...(some(0.3) && { when: condition }),
      tolerate: toleranceBy(random),
      to: random.pick([0, 0, 5, 'previous_stage'] as const),
      retry: random.pick([0, 0, 1, 2]),
      quarantine: some(0.7),
    },
    unknown: {
      action: random.pick<UnknownAction>(['hold', 'hold', 'hold', 'pause', 'rollback']),
      ...(some(0.5) && { for: random.pick([1, 5]) * minute }),
      next: random.pick<UnknownAction>(['hold', 'pause', 'rollback']),
    },
    finish: {
      promote: random.pick(['swap', 'swap', 'none'] as const),
      keep: random.pick([0, 10 * minute]),
    },
  });
}

/** Where the slots keep their roles the release may be copied; drawn by itself, so that all else stays as it was. */
function withCopy(rollout: Rollout, random: Random): Rollout {
  if (rollout.finish.promote !== 'none' || random.next() < 0.4) return rollout;
  return { ...rollout, identity: condition, finish: { promote: 'copy', keep: 0 } };
}

function stageBy(
  random: Random,
  some: Some,
  weight: number,
  checks: Checks | undefined,
  isLast: boolean,
): Stage {
  const stage = stageWith({
    weight,
    hold: random.pick([0, minute, 3 * minute, 5 * minute]),
    exit: some(0.15) ? ['slo'] : [],
    ...(checks && { checks }),
    ...(some(0.15) && { approve: { from: 'sre', count: 1, notAuthor: false } }),
    ...(!isLast && some(0.2) && { when: condition }),
  });
  if (checks) return stage;
  const { checks: _, ...unchecked } = stage;
  return unchecked;
}

function checksBy(random: Random, some: Some): Checks {
  return {
    every: random.pick([20_000, minute]),
    warmup: random.pick([0, 0, minute]),
    require: [],
    prefer: [],
    show: [],
    tolerate: toleranceBy(random),
    onFail: random.pick(['rollback', 'rollback', 'rollback', 'pause', 'hold'] as const),
    ...(some(0.25) && { maxExtend: random.pick([2, 10]) * minute }),
  };
}

function toleranceBy(random: Random): Tolerance {
  const count = random.pick([0, 0, 1, 2]);
  switch (random.below(3)) {
    case 0:
      return { kind: 'total', count };
    case 1:
      return { kind: 'of', count, of: count + 1 + random.below(3) };
    default:
      return { kind: 'consecutive', count };
  }
}
