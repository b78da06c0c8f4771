/** Sustained gates: watched from now on (`for`), or asked about the past (`over`). */
import type { Reason } from '../../plan/decision.ts';
import type { Truth } from '../../plan/kleene.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Evidence } from '../core/evidence.ts';
import { type GateResult, sustainedResult } from '../core/gate.ts';
import {
  noObservations,
  observationsOf,
  type SustainedGate,
  sustainedVerdict,
  type Tally,
  tallied,
  tallyOfSeries,
  tallyText,
  unwaitedVerdict,
} from '../core/sustain.ts';
import type { Clock } from '../ports/index.ts';
import type { EventBody } from './events.ts';
import { look, type Look } from './look.ts';
import { withGates } from './needs.ts';
import { Observation, type ObservationOptions, pointOfPast, pointsOfPast } from './observation.ts';
import { lookRepeatedly, type Series } from './schedule.ts';
import type { Seen } from './seen.ts';
import type { World } from './world.ts';

/** What of a run the watching needs. */
export interface WatchContext {
  readonly plan: EvaluationPlan;
  readonly world: World;
  readonly seen: Seen;
  readonly tracks?: ObservationOptions['tracks'];
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

/** A gate under watch. It begins with the look that all gates share. */
export class Watched implements Series {
  readonly gate: SustainedGate;
  readonly every: number;
  readonly duration: number;
  #tally: Tally = noObservations;
  #last: Look;
  #at: number;
  readonly #clock: Clock;
  /** Why the last look that did not pass did not. */
  #open: readonly Reason[] = [];

  constructor(gate: SustainedGate, first: Look, clock: Clock) {
    this.gate = gate;
    this.every = gate.sustain.every;
    this.duration = gate.sustain.duration;
    this.#last = first;
    this.#clock = clock;
    this.#at = clock.monotonic();
    this.take(first);
  }

  take(look: Look): void {
    this.#tally = tallied(this.#tally, look.truth(this.gate.name));
    this.#last = look;
    this.#at = this.#clock.monotonic();
    const { verdict, reasons } = look.result(this.gate.name);
    if (verdict !== 'pass') this.#open = reasons;
  }

  /** Monotonic time of the last look. */
  get at(): number {
    return this.#at;
  }

  get evidence(): Evidence {
    return this.#last.evidence;
  }

  get isDecided(): boolean {
    return sustainedVerdict(this.gate.sustain, this.#tally) !== undefined;
  }

  progress(elapsed: number): EventBody {
    const [reason] = this.#open;
    return {
      type: 'gate.progress',
      gate: this.gate.name,
      elapsed,
      duration: this.duration,
      ...this.#tally,
      tolerate: this.gate.sustain.tolerate,
      ...(reason && { reason: reason.text }),
    };
  }

  /** What is still open is unknown. */
  get result(): GateResult {
    const { sustain } = this.gate;
    const text = this.isDecided
      ? tallyText(sustain, this.#tally)
      : `it was looked at once and not for ${formatDuration(sustain.duration)}`;
    return sustainedResult(this.gate, this.#last.evidence.facts, {
      verdict: unwaitedVerdict(sustain, this.#tally),
      warnings: this.#last.result(this.gate.name).warnings,
      text,
      open: this.#open,
    });
  }
}

/** Looks at the gates until each is decided. `start` is the monotonic time of their first look. */
export async function watch(
  { plan, world, seen, signal, emit }: WatchContext,
  start: number,
  watched: readonly Watched[],
): Promise<void> {
  const { clock } = world;
  const tell = (one: Watched) => emit(one.progress(clock.monotonic() - start));
  watched.forEach(tell);
  const open = watched.filter(({ isDecided }) => !isDecided);
  await lookRepeatedly(clock, signal, start, open, async (due) => {
    const observation = new Observation(plan, world, { signal, emit });
    const gates = due.map(({ gate }) => gate);
    const found = await look(withGates(plan, gates), observation);
    seen.add(observation, found);
    for (const one of due) {
      one.take(found);
      tell(one);
    }
    return new Set(due.filter(({ isDecided }) => isDecided));
  });
}

/** Judges a gate by each point of its past. */
export async function judgePast(
  { plan, world, seen, tracks, signal, emit }: WatchContext,
  gate: SustainedGate,
): Promise<{ readonly result: GateResult; readonly evidence: Evidence }> {
  const { sustain } = gate;
  const own = withGates(plan, [gate]);
  const observation = new Observation(plan, world, {
    signal,
    emit,
    past: sustain,
    ...(tracks && { tracks }),
  });
  let last = await look(own, observation);
  seen.add(observation, last);
  let open = last.result(gate.name).reasons;
  const truths: Truth[] = [];
  for (let back = Math.min(pointsOfPast(observation), observationsOf(sustain)) - 1; back >= 0; back--) {
    last = await look(own, pointOfPast(observation, back));
    seen.add(observation, last);
    truths.push(last.truth(gate.name));
    const { verdict, reasons } = last.result(gate.name);
    if (verdict !== 'pass') open = reasons;
  }
  const tally = tallyOfSeries(sustain, truths);
  const { evidence } = last;
  const result = sustainedResult(gate, evidence.facts, {
    verdict: unwaitedVerdict(sustain, tally),
    warnings: last.result(gate.name).warnings,
    text: tallyText(sustain, tally),
    open,
  });
  return { result, evidence };
}
