/**
 * Sustained gates in virtual time: looked at as often as a run looks at them, from an instant on (`for`) or before it
 * (`over`).
 */
import type { Reason } from '../plan/decision.ts';
import { TRUE } from '../plan/kleene.ts';
import type { Condition, Sustain } from '../plan/plan.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { type GateResult, sustainedResult } from '../runtime/core/gate.ts';
import { reasonsOf } from '../runtime/core/reason.ts';
import {
  noObservations,
  observationsOf,
  type SustainedGate,
  sustainedVerdict,
  type Tally,
  tallied,
  tallyText,
  unwaitedVerdict,
} from '../runtime/core/sustain.ts';

/** How a sustained gate that applies is judged, by what is seen at the beginning. */
export type Watch = (gate: SustainedGate, first: Evidence) => SustainedResult;

/** What there is to see at an instant; the same evidence again says that nothing has changed. */
export type View = (at: number) => Evidence;

export interface SustainedResult {
  readonly result: GateResult;
  /** By what it was judged, oldest first, what did not change once; `open`: the last that did not pass. */
  readonly looks: readonly Evidence[];
  readonly open?: Evidence;
  /** When it was decided. */
  readonly at: number;
}

/** Of a gate that applies. */
export function judgeSustained(gate: SustainedGate, from: number, view: View): SustainedResult {
  const { sustain } = gate;
  const looks: Evidence[] = [];
  let tally: Tally = noObservations;
  let open: Evidence | undefined;
  let at = from;
  for (at of instantsOf(sustain, from)) {
    const evidence = view(at);
    if (looks.at(-1) !== evidence) looks.push(evidence);
    const truth = evidence.judgement.requirements.at(evidence.plan.gates.indexOf(gate));
    tally = tallied(tally, truth);
    if (truth !== TRUE) open = evidence;
    // The past is told at once.
    if (sustain.kind === 'for' && sustainedVerdict(sustain, tally)) break;
  }
  const last = looks.at(-1) ?? view(from);
  return { result: resultOf(gate, tally, last, open), looks, ...(open && { open }), at };
}

/** A gate of whose looks one alone is known: it passes by none, and fails by one that is not borne. */
export function judgeOneLook(gate: SustainedGate, evidence: Evidence): GateResult {
  const truth = evidence.judgement.requirements.at(evidence.plan.gates.indexOf(gate));
  const text = `one of its ${observationsOf(gate.sustain)} observations is recorded`;
  return resultOf(
    gate,
    tallied(noObservations, truth),
    evidence,
    truth === TRUE ? undefined : evidence,
    text,
  );
}

/** Oldest first. */
function instantsOf(sustain: Sustain, from: number): readonly number[] {
  const { kind, every } = sustain;
  const count = observationsOf(sustain);
  const first = kind === 'for' ? from : from - (count - 1) * every;
  return Array.from({ length: count }, (_, index) => first + index * every);
}

function resultOf(
  gate: SustainedGate,
  tally: Tally,
  last: Evidence,
  open: Evidence | undefined,
  text = tallyText(gate.sustain, tally),
): GateResult {
  const { sustain, require, prefer, location } = gate;
  const reasons = (conditions: readonly Condition[], evidence: Evidence): readonly Reason[] =>
    conditions.flatMap((condition) => reasonsOf(condition, location.file, evidence));
  return sustainedResult(gate, last.facts, {
    verdict: unwaitedVerdict(sustain, tally),
    warnings: reasons(prefer, last),
    text,
    open: open ? reasons(require, open) : [],
  });
}
