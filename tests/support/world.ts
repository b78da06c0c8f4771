/** A world for the engine in which every probe and step does what the test says. */
import { unknown, type Known, type Value } from '../../src/plan/value.ts';
import type { EventBody } from '../../src/runtime/engine/events.ts';
import { evaluate, type EvaluateOptions, type Evaluation } from '../../src/runtime/engine/evaluate.ts';
import { noCalendars } from '../../src/runtime/core/time/calendars.ts';
import type { World } from '../../src/runtime/engine/world.ts';
import type { Probe, Reading, ReleaseFacts, ResolvedRecord, Step } from '../../src/runtime/ports/index.ts';
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface FakeWorld extends World {
  readonly clock: VirtualClock;
  /** The kinds of probes that were run, in order. */
  readonly ran: string[];
}

export interface FakeParts {
  readonly probes?: Readonly<Record<string, Probe['observe']>>;
  readonly steps?: Readonly<Record<string, Step['perform']>>;
  readonly release?: ReleaseFacts;
  readonly inputs?: Readonly<Record<string, Value>>;
  readonly world?: Partial<FakeWorld>;
}

export function fakeWorld({
  probes = {},
  steps = {},
  release = {},
  inputs = {},
  world,
}: FakeParts): FakeWorld {
  const ran: string[] = [];
  return {
    clock: new VirtualClock(),
    ran,
    root: '/policy',
    release,
    environment: () => undefined,
    loadProbe: (kind) =>
      Promise.resolve({
        observe(config, context) {
          ran.push(kind);
          const observe = probes[kind];
          if (!observe) throw new Error(`the test has no probe ${kind}`);
          return observe(config, context);
        },
      }),
    loadStep(kind) {
      const perform = steps[kind];
      return perform
        ? Promise.resolve({ perform })
        : Promise.reject(new Error(`the test has no step ${kind}`));
    },
    given(source) {
      if (source.kind === 'release') return release[source.field] ?? unknown('not given');
      return inputs[source.name] ?? unknown('not given');
    },
    secret: () => unknown('not given'),
    calendars: () => Promise.resolve(noCalendars),
    ...world,
  };
}

/** What a probe gave; an `Error` throws instead. */
export function reading(
  fields: Readonly<Record<string, Known<Value>>>,
  more: Omit<Reading, 'fields'> = {},
): Reading {
  return { fields: new Map(Object.entries(fields)), ...more };
}

/** A probe that gives the same fields each time. */
export function constantly(
  fields: Readonly<Record<string, Known<Value>>>,
  more?: Omit<Reading, 'fields'>,
): Probe['observe'] {
  return () => Promise.resolve(reading(fields, more));
}

/** A probe that gives one field, value after value; the last one from then on. */
export function inTurn(
  field: string,
  values: readonly Known<Value>[],
): (config: ResolvedRecord) => Promise<Reading> {
  let turn = 0;
  return () => {
    const value = values[Math.min(turn++, values.length - 1)] ?? unknown('the test gave no values');
    return Promise.resolve(reading({ [field]: value }));
  };
}

/** Evaluates in virtual time; the events too. */
export async function evaluated(
  plan: EvaluationPlan,
  world: FakeWorld,
  options: Partial<EvaluateOptions> = {},
): Promise<Evaluation & { readonly events: readonly EventBody[] }> {
  const events: EventBody[] = [];
  const evaluation = await world.clock.run(
    evaluate(plan, world, {
      pass: 'plan',
      environment: undefined,
      mode: 'enforce',
      wait: true,
      steps: false,
      signal: new AbortController().signal,
      emit: (event) => events.push(event),
      ...options,
    }),
  );
  return { ...evaluation, events };
}
