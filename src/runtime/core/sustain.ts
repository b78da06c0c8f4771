/**
 * Sustained gates: a gate that is observed again and again must keep holding (`for`), or must have held (`over`). Pure:
 * whoever has a clock observes, this counts.
 */
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { Gate, Sustain } from '../../plan/plan.ts';
import type { Verdict } from '../../plan/decision.ts';

export interface SustainedGate extends Gate {
  readonly sustain: Sustain;
}

/** Of this kind, or of either. */
export function isSustained(gate: Gate, kind?: Sustain['kind']): gate is SustainedGate {
  return gate.sustain !== undefined && (kind === undefined || gate.sustain.kind === kind);
}

export interface Tally {
  readonly observations: number;
  readonly failures: number;
  readonly unknowns: number;
}

export const noObservations: Tally = { observations: 0, failures: 0, unknowns: 0 };

export function tallied(tally: Tally, truth: Truth): Tally {
  return {
    observations: tally.observations + 1,
    failures: tally.failures + (truth === FALSE ? 1 : 0),
    unknowns: tally.unknowns + (truth === TRUE || truth === FALSE ? 0 : 1),
  };
}

/** At 0, `every`, … up to the whole duration. */
export function observationsOf({ duration, every }: Sustain): number {
  return Math.floor(duration / every) + 1;
}

/**
 * The verdict, as soon as no further observation can change it. A failure too many ends it at once; a pass needs them all;
 * unknown is what can no longer pass, nor fail.
 */
export function sustainedVerdict(sustain: Sustain, tally: Tally): Exclude<Verdict, 'skipped'> | undefined {
  const { failures, unknowns, observations } = tally;
  const left = observationsOf(sustain) - observations;
  if (failures > sustain.tolerate) return 'fail';
  if (failures + unknowns > sustain.tolerate && failures + left <= sustain.tolerate) return 'unknown';
  return left <= 0 ? 'pass' : undefined;
}

/** The verdict where nobody waits for further observations: what is open is unknown. */
export function unwaitedVerdict(sustain: Sustain, tally: Tally): Exclude<Verdict, 'skipped'> {
  return sustainedVerdict(sustain, tally) ?? 'unknown';
}

/** A series from the past, oldest first. Observations that it lacks are unknown. */
export function tallyOfSeries(sustain: Sustain, truths: readonly Truth[]): Tally {
  const expected = observationsOf(sustain);
  const tally = truths.slice(-expected).reduce(tallied, noObservations);
  const missing = expected - tally.observations;
  return { ...tally, observations: expected, unknowns: tally.unknowns + missing };
}

/** `4 of 21 observations failed and 1 was unknown, 3 are tolerated`. */
export function tallyText({ tolerate }: Sustain, { observations, failures, unknowns }: Tally): string {
  const failed = `${failures} of ${observations} observation${observations === 1 ? '' : 's'} failed`;
  const open = unknowns === 0 ? '' : ` and ${unknowns} ${unknowns === 1 ? 'was' : 'were'} unknown`;
  const borne =
    tolerate === 0 ? 'none is tolerated' : `${tolerate} ${tolerate === 1 ? 'is' : 'are'} tolerated`;
  return `${failed}${open}, ${borne}`;
}
