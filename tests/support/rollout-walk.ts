/** Walks a rollout through looks at it, with a driver that does what it is told unless the test says otherwise. */
import { FALSE, TRUE, type Truth } from '../../src/plan/kleene.ts';
import type { Rollout, Stage } from '../../src/plan/rollout.ts';
import { advance, started } from '../../src/runtime/core/rollout/advance.ts';
import { needsOf } from '../../src/runtime/core/rollout/needs.ts';
import type { RolloutRecord } from '../../src/runtime/core/rollout/record.ts';
import type { RolloutEvent, Sighting } from '../../src/runtime/core/rollout/turn.ts';
import { somewhere } from './plan.ts';

export const minute = 60_000;

export function stageWith(parts: Partial<Stage> = {}): Stage {
  return {
    weight: 10,
    hold: 10 * minute,
    exit: [],
    checks: {
      every: minute,
      warmup: 0,
      require: [],
      prefer: [],
      show: [],
      tolerate: { kind: 'total', count: 0 },
      onFail: 'rollback',
    },
    location: somewhere,
    ...parts,
  };
}

/** 10, 50 and 100 %, ten minutes each, checked every minute. */
export function rolloutWith(parts: Partial<Rollout> = {}): Rollout {
  return {
    name: 'main',
    mode: 'enforce',
    traffic: {
      kind: 'router',
      config: {},
      roles: { stable: 'blue', canary: 'green' },
      swaps: true,
      reads: [],
      location: somewhere,
    },
    stages: [10, 50, 100].map((weight) => stageWith({ weight })),
    rollback: { tolerate: { kind: 'total', count: 0 }, to: 0, retry: 0, quarantine: true },
    dwell: 0,
    cooldown: 0,
    unknown: { action: 'hold', next: 'hold' },
    finish: { promote: 'swap', keep: 0 },
    runway: false,
    first: 'analyze',
    concurrent: 1,
    newer: 'reject',
    before: [],
    after: [],
    location: somewhere,
    ...parts,
  };
}

/** A person whose word counts where `sre` must agree. */
export const ann = { name: 'ann', groups: ['sre'], isAuthor: false, at: Infinity };

export class Walk {
  readonly rollout: Rollout;
  record: RolloutRecord;
  readonly events: RolloutEvent[] = [];
  readonly weights: number[] = [];
  /** Why requests were not followed. */
  readonly refused: string[] = [];
  weight = 0;
  /** What the checks say. */
  passed: Truth = TRUE;
  trigger: Truth = FALSE;

  constructor(rollout: Rollout, before?: RolloutRecord) {
    this.rollout = rollout;
    this.record = started(before);
  }

  /** One look, and what it asks of the driver. */
  look(elapsed = 0, parts: Partial<Sighting> = {}): this {
    const needs = needsOf(this.rollout, this.record, elapsed);
    const { record, events, action, refused } = advance(this.rollout, this.record, {
      elapsed,
      traffic: this.weight,
      granularity: 1,
      requests: [],
      ...(needs.checks && {
        checks: { passed: this.passed, trigger: this.trigger, why: 'as the test says' },
      }),
      ...parts,
    });
    this.record = record;
    this.events.push(...events);
    this.refused.push(...refused.map(({ why }) => why));
    if (action) {
      this.weight = action.intent.to;
      this.weights.push(action.intent.to);
    }
    return this;
  }

  /** Looks every minute until the time is over. */
  walk(minutes: number, parts: Partial<Sighting> = {}): this {
    for (let passed = 0; passed < minutes; passed++) this.look(minute, parts);
    return this;
  }

  types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }

  waitsFor(): readonly string[] {
    return this.record.waits.map((wait) => wait.for);
  }
}
