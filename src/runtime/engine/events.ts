/**
 * What happens in a run, as one typed stream. The engine tells its listener; renderers ask nothing else.
 * Durations are milliseconds, instants milliseconds since the epoch.
 */
import type { Decision, ExitCode, RuleResult } from '../../plan/decision.ts';
import type { RolloutEvent } from '../core/rollout/turn.ts';
import type { RolloutStatus } from './rollout/status.ts';

export type Command = 'plan' | 'check' | 'apply';

/** `plan`: the first judgement. `act`: the gates are asked again, right before something is done. */
export type Pass = 'plan' | 'act';

export type EventBody =
  | {
      readonly type: 'run.started';
      readonly command: Command;
      readonly policy: string;
      readonly file: string;
      readonly digest: string;
    }
  | { readonly type: 'pass.started'; readonly pass: Pass }
  | {
      readonly type: 'probe.started';
      readonly probe: string;
      readonly kind: string;
      /** The value of `each` that this run is for, as text. */
      readonly item?: string;
    }
  | {
      readonly type: 'probe.finished';
      readonly probe: string;
      readonly kind: string;
      readonly item?: string;
      readonly duration: number;
      /** Why nothing was measured; absent when something was. */
      readonly failure?: string;
      readonly subject?: string;
      readonly detail?: string;
    }
  | {
      readonly type: 'gate.progress';
      readonly gate: string;
      readonly elapsed: number;
      readonly duration: number;
      readonly observations: number;
      readonly failures: number;
      readonly unknowns: number;
      readonly tolerate: number;
      /** Why the last observation did not pass: `p95 1.3 s is not < 1 s`. */
      readonly reason?: string;
    }
  | { readonly type: 'rule.judged'; readonly rule: RuleResult }
  | { readonly type: 'decision'; readonly pass: Pass; readonly decision: Decision }
  | {
      readonly type: 'step.started';
      readonly phase: StepPhase;
      readonly step: string;
      readonly kind: string;
    }
  | { readonly type: 'step.finished'; readonly step: StepReport }
  /** What became of a rollout, each a durable change, whoever made it; then how it stands. */
  | { readonly type: 'rollout.changed'; readonly name: string; readonly change: RolloutEvent }
  | { readonly type: 'rollout.status'; readonly status: RolloutStatus }
  /** Another process looks after it now. */
  | { readonly type: 'rollout.held'; readonly name: string; readonly by: string }
  /** This run leaves it to others; its traffic stays as it is. `operands`: by which commands take it. */
  | { readonly type: 'rollout.left'; readonly name: string; readonly operands: string }
  | { readonly type: 'run.finished'; readonly exitCode: ExitCode; readonly duration: number };

/** With its number in the run, from 0, and its time. */
export type RunEvent = EventBody & { readonly sequence: number; readonly at: number };

/** It is called in order and must not throw. */
export type RunListener = (event: RunEvent) => void;

export type StepPhase = 'before' | 'after';

export interface StepReport {
  readonly phase: StepPhase;
  readonly name: string;
  readonly kind: string;
  /**
   * `done` changed something, `already` found it done; `skipped` by its `when`; `not-run` because an earlier step failed;
   * `would-run` where nothing is changed: a plan, shadow mode.
   */
  readonly result: 'done' | 'already' | 'failed' | 'skipped' | 'not-run' | 'would-run';
  /** `created tag v1.2.3`; why it failed or was skipped. */
  readonly text: string;
}

/** Numbers and times the events of one run. */
export function eventStream(clock: { now(): number }, listener: RunListener): (body: EventBody) => void {
  let sequence = 0;
  return (body) => {
    // The body itself: what it works out on demand stays so.
    listener(Object.assign(body, { sequence: sequence++, at: clock.now() }));
  };
}
