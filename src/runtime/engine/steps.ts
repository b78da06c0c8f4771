/**
 * The steps before and after a release. Everything that they need is worked out before the first one runs, so that what
 * cannot be known stops the run while nothing has been changed. After a step that failed, none runs.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { EvaluationPlan, Step } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { truthOfSkeleton } from '../core/condition.ts';
import type { Evidence } from '../core/evidence.ts';
import { resolveConfig } from '../core/resolve-config.ts';
import { StepFailure } from '../failure.ts';
import type { ReleaseFacts, ResolvedRecord, StepOutcome } from '../ports/index.ts';
import { deadlineOf, DeadlinePassed, withDeadline } from './deadline.ts';
import type { EventBody, StepPhase, StepReport } from './events.ts';
import { withGates } from './needs.ts';
import type { World } from './world.ts';

const USUAL_DEADLINE = 60_000;

export interface PreparedStep {
  readonly phase: StepPhase;
  readonly name: string;
  readonly kind: string;
  /** Unknown where something that it needs is. */
  readonly work: Known<ResolvedRecord> | 'skipped';
}

/** What steps are judged and filled in by. */
export interface StepFacts {
  leaf(index: number): Truth;
  config(step: Step): Known<ResolvedRecord>;
}

function prepareSteps(plan: EvaluationPlan, facts: StepFacts): readonly PreparedStep[] {
  const prepare = (phase: StepPhase) => (step: Step) => ({
    phase,
    name: step.name,
    kind: step.kind,
    work: workOf(step, facts),
  });
  return [...plan.before.map(prepare('before')), ...plan.after.map(prepare('after'))];
}

/** An unknown `when` does not let a step through: nothing is done on what is not known. */
function workOf(step: Step, facts: StepFacts): PreparedStep['work'] {
  const applies = step.when ? truthOfSkeleton(step.when.skeleton, (leaf) => facts.leaf(leaf)) : TRUE;
  if (applies === FALSE) return 'skipped';
  return applies === TRUE ? facts.config(step) : unknown('its `when` is unknown');
}

/** The plan with the steps of a rollout too: inside of the policy's own. */
export function withStepsOf(plan: EvaluationPlan, { before, after }: Rollout): EvaluationPlan {
  return Object.assign(withGates(plan, plan.gates), {
    before: [...plan.before, ...before],
    after: [...after, ...plan.after],
  });
}

/** Steps worked out from what was observed. */
export function stepsOf(
  plan: EvaluationPlan,
  world: World,
  { facts, judgement }: Evidence,
): readonly PreparedStep[] {
  const read = (id: string) => {
    const source = plan.facts.find((fact) => fact.id === id)?.source;
    return source?.kind === 'secret'
      ? world.secret(source.name)
      : (facts.get(id) ?? unknown('it was not observed'));
  };
  return prepareSteps(plan, {
    leaf: (index) => judgement.leaves.at(index),
    config: ({ config }) => resolveConfig(config, read),
  });
}

/** What would be done. */
export function foretell(steps: readonly PreparedStep[]): readonly StepReport[] {
  return steps.map((step) => {
    if (step.work === 'skipped') return told(step, 'skipped', 'its `when` is false');
    return isUnknown(step.work) ? told(step, 'failed', step.work.reason) : told(step, 'would-run', '');
  });
}

export interface StepRun {
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** Keeps what became of a step before the next one begins. False: it is not kept, and nothing more is done. */
  readonly record: (step: StepReport) => Promise<boolean>;
}

/** Performs the steps in their order. Rejects only with the signal's reason. */
export async function performSteps(
  plan: EvaluationPlan,
  world: World,
  steps: readonly PreparedStep[],
  { signal, emit, record }: StepRun,
): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  const report = (step: StepReport) => {
    reports.push(step);
    emit({ type: 'step.finished', step });
  };
  let stopped = steps.some(({ work }) => isUnknown(work)) ? 'another step failed' : undefined;
  for (const step of steps) {
    const { work } = step;
    if (work === 'skipped') report(told(step, 'skipped', 'its `when` is false'));
    else if (isUnknown(work)) report(told(step, 'failed', work.reason));
    else if (stopped !== undefined) report(told(step, 'not-run', stopped));
    else {
      emit({ type: 'step.started', phase: step.phase, step: step.name, kind: step.kind });
      const outcome = await perform(plan, world, step, work, signal);
      const done = told(step, outcome.result, outcome.text);
      report(done);
      if (outcome.result === 'failed') stopped = 'another step failed';
      if (!(await record(done))) stopped ??= 'what another step did cannot be recorded';
    }
  }
  return reports;
}

function told({ phase, name, kind }: PreparedStep, result: StepReport['result'], text: string): StepReport {
  return { phase, name, kind, result, text };
}

async function perform(
  plan: EvaluationPlan,
  world: World,
  step: PreparedStep,
  config: ResolvedRecord,
  signal: AbortSignal,
): Promise<StepOutcome | { readonly result: 'failed'; readonly text: string }> {
  try {
    const deadline = deadlineOf(config, USUAL_DEADLINE);
    return await withDeadline(world.clock, signal, deadline, async (signal) => {
      const adapter = await world.loadStep(step.kind);
      return adapter.perform(config, {
        clock: world.clock,
        signal,
        root: world.root,
        release: world.release,
        ...(world.tag !== undefined && { tag: world.tag }),
        environment: (name) => world.environment(name),
        idempotencyKey: idempotencyKey(plan, step, world.release),
      });
    });
  } catch (error) {
    signal.throwIfAborted();
    return { result: 'failed', text: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StepFailure || error instanceof DeadlinePassed) return error.message;
  return `the step itself failed: ${error instanceof Error ? error.message : String(error)}`;
}

/** Who started the release, and from where, does not make it another one. */
const notIdentity: ReadonlySet<string> = new Set(['actor', 'event', 'source']);

/** The same for every attempt of a step for a release. */
function idempotencyKey(plan: EvaluationPlan, { phase, name }: PreparedStep, release: ReleaseFacts): string {
  const identity = Object.entries(release)
    .filter(([field, value]) => !notIdentity.has(field) && !isUnknown(value))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([plan.policy, phase, name, identity]))));
}
