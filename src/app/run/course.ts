/** The course of one run: what it rests upon, what was judged and done so far, and the events that tell of it. */
import type { Decision, ExitCode } from '../../plan/decision.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { isUnknown } from '../../plan/value.ts';
import { evaluate, type Evaluation } from '../../runtime/engine/evaluate.ts';
import {
  type Command,
  type EventBody,
  eventStream,
  type Pass,
  type StepReport,
} from '../../runtime/engine/events.ts';
import type { RolloutStatus } from '../../runtime/engine/rollout/status.ts';
import { foretell, performSteps } from '../../runtime/engine/steps.ts';
import type { World } from '../../runtime/engine/world.ts';
import type { BreakGlass } from '../people/break-glass.ts';
import { type Context, fieldOf, prepare } from '../context/context.ts';
import type { Host } from '../host.ts';
import type { RolloutForecast, RolloutReport, RunReport } from '../report.ts';
import type { RunRequest } from '../requests.ts';
import { worldOfMember } from '../rollout/member.ts';
import { together } from '../rollout/together.ts';
import { factReports, probeTimings } from './report.ts';
import { earlierVerdict, revokedNote } from './verdict.ts';

interface RunOptions extends RunRequest {
  readonly shadow: boolean;
  readonly glass?: BreakGlass;
}

export class Run {
  readonly context: Context;
  readonly #command: Command;
  readonly #request: RunOptions;
  readonly emit: (event: EventBody) => void;
  readonly #start: number;
  readonly #evaluations: Evaluation[] = [];
  readonly #diagnostics: Diagnostic[];
  #steps: readonly StepReport[] = [];
  readonly #failures: string[] = [];
  readonly #rollouts: RolloutReport[] = [];
  readonly #forecasts: RolloutForecast[] = [];

  /** Refuses when the policy, or what it needs from outside, is not in order. */
  static async start(command: Command, request: RunOptions, host: Host): Promise<Run> {
    const start = host.clock.monotonic();
    const context = await prepare(request, host, command === 'apply' ? 'record' : 'read');
    return new Run(command, request, context, start);
  }

  private constructor(command: Command, request: RunOptions, context: Context, start: number) {
    this.#command = command;
    this.#request = request;
    this.context = context;
    this.#start = start;
    this.#diagnostics = [...context.diagnostics];
    this.emit = eventStream(context.world.clock, request.listener);
    const { plan, policy } = context;
    this.emit({
      type: 'run.started',
      command,
      policy: plan.policy,
      file: policy.file,
      get digest() {
        return plan.digest;
      },
    });
  }

  /** Nothing is changed in it: neither for a policy in shadow mode nor where the run was asked to be. */
  get isShadow(): boolean {
    return this.#request.shadow || this.context.plan.mode === 'shadow';
  }

  /** The last judgement lets it go, and nothing went wrong beside it. */
  get isSafe(): boolean {
    return this.evaluation.decision.exitCode === 0 && !this.#isUndone;
  }

  get #isUndone(): boolean {
    return this.#failures.length > 0;
  }

  /** While it is broken. */
  get glass(): BreakGlass | undefined {
    const { glass } = this.#request;
    return glass && this.context.world.clock.now() < glass.until ? glass : undefined;
  }

  /** As they were given, `name=text`. */
  get inputs(): readonly string[] {
    return this.#request.set;
  }

  /** The last one. */
  get evaluation(): Evaluation {
    const last = this.#evaluations.at(-1);
    if (!last) throw new TypeError('nothing was judged yet');
    return last;
  }

  /** `wait` overrides what was asked for. */
  async judge(pass: Pass, wait = this.#request.wait): Promise<void> {
    const { plan, release, world, stores } = this.context;
    const { glass } = this;
    const { signal, shadow } = this.#request;
    const env = fieldOf(release, 'env');
    const watched = this.#evaluations.at(-1)?.watched;
    const evaluation = await evaluate(plan, await this.#withTracks(world), {
      pass,
      environment: isUnknown(env) ? undefined : env,
      mode: shadow ? 'shadow' : 'enforce',
      wait,
      steps: this.#command !== 'check',
      signal,
      emit: this.emit,
      ...(glass && { breakGlass: glass.reason }),
      ...(watched && { watched }),
    });
    this.#evaluations.push(evaluation);
    this.#steps = foretell(evaluation.steps);
    for (const name of evaluation.disputed) this.fail(disagreement(name));
    for (const found of stores?.takeDiagnostics() ?? [])
      if (found.severity === 'error') this.fail(found);
      else this.tell([found]);
  }

  /** A rollout may have exchanged its slots since the last judgement. */
  async #withTracks(world: World): Promise<World> {
    const { plan } = this.context;
    if (plan.rollouts.length === 0) return world;
    const { liveTracks } = await import('../rollout/tracks.ts');
    const tracks = await liveTracks(plan, world);
    return tracks ? { ...world, tracks } : world;
  }

  /** Performs the steps of the last judgement; `record` keeps what became of each. */
  async act(record: (step: StepReport) => Promise<boolean>): Promise<void> {
    const { plan, world } = this.context;
    const { signal } = this.#request;
    this.#steps = await performSteps(plan, world, this.evaluation.steps, {
      signal,
      emit: this.emit,
      record,
    });
    for (const { name, result, text } of this.#steps)
      if (result === 'failed')
        this.fail(
          diagnostic('SEN2206', `the step \`${name}\` failed: ${text}`, undefined, {
            help: 'repair the cause and apply again; steps that are done are found done',
          }),
        );
  }

  /** What the rollout would be that applies by the last judgement. */
  async foretell(host: Host): Promise<void> {
    const { plan } = this.context;
    const { rollouts } = together(plan, this.evaluation.rollouts) ?? { rollouts: [] };
    if (rollouts.length === 0) return;
    const { forecast } = await import('../rollout/forecast.ts');
    const { signal } = this.#request;
    for (const rollout of rollouts)
      this.#forecasts.push(
        await forecast({
          plan,
          rollout,
          world: worldOfMember(this.context, rollout),
          evaluation: this.evaluation,
          host,
          signal,
        }),
      );
  }

  /** What became of a step that the rollout performs. */
  took(step: StepReport): void {
    const isOther = ({ phase, name }: StepReport) => phase !== step.phase || name !== step.name;
    this.#steps = this.#steps.every(isOther)
      ? [...this.#steps, step]
      : this.#steps.map((one) => (isOther(one) ? one : step));
  }

  /** How the rollout stands with which the run ends. `again`: another run started it, and so decided about it. */
  ends(status: RolloutStatus, again: boolean): void {
    this.#rollouts.push({ status, again });
  }

  /** What was found safe before, and is so no more. */
  async recall(): Promise<void> {
    this.tell(revokedNote(this.context, await earlierVerdict(this.context)));
  }

  tell(diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }

  /** The decision does not hold, or what was asked for is not done. */
  fail(reason: Diagnostic): void {
    this.#failures.push(reason.message);
    this.tell([reason]);
  }

  /** Why it is not done although the decision lets it go. */
  get failures(): readonly string[] {
    return this.#failures;
  }

  /** As it stands now. */
  report(): RunReport {
    const { context } = this;
    const { plan, policy, release, world, stores } = context;
    const { decision, evaluatedAt } = this.evaluation;
    return {
      command: this.#command,
      decision,
      exitCode:
        this.#rollouts[0]?.again === true ? exitCodeOf(this.#isUndone) : exitCodeOf(this.#isUndone, decision),
      policy: {
        name: plan.policy,
        file: policy.file,
        // Worked out for those who read it.
        get digest() {
          return plan.digest;
        },
      },
      release: release.fields,
      evaluatedAt,
      facts: factReports(context, this.#evaluations),
      steps: this.#steps,
      probes: probeTimings(context, this.evaluation),
      duration: world.clock.monotonic() - this.#start,
      diagnostics: [...this.#diagnostics],
      sources: context.sources,
      ...(stores?.report && { store: stores.report }),
      ...(this.#command === 'plan' &&
        plan.notifications.length > 0 && {
          notifications: plan.notifications.map(({ name, kind, on }) => ({ name, kind, on })),
        }),
      ...this.#ofRollouts(),
    };
  }

  #ofRollouts(): Pick<RunReport, 'forecast' | 'rollout' | 'group'> {
    const count = Math.max(this.#forecasts.length, this.#rollouts.length);
    const [first, ...others] = Array.from({ length: count }, (_, index) => {
      const [forecast, rollout] = [this.#forecasts[index], this.#rollouts[index]];
      return { ...(forecast && { forecast }), ...(rollout && { rollout }) };
    });
    return first && others.length > 0 ? { group: [first, ...others] } : { ...first };
  }

  async close(): Promise<void> {
    await this.context.stores?.close();
  }

  finish(): RunReport {
    const report = this.report();
    this.emit({ type: 'run.finished', exitCode: report.exitCode, duration: report.duration });
    return report;
  }
}

/** The decision's, or 1 where that is safe and something else went wrong. */
function exitCodeOf(undone: boolean, { exitCode }: Pick<Decision, 'exitCode'> = { exitCode: 0 }): ExitCode {
  return exitCode === 0 && undone ? 1 : exitCode;
}

function disagreement(rule: string): Diagnostic {
  return diagnostic('SEN2301', `the two judges disagree about \`${rule}\``, undefined, {
    help: 'this is a fault of the program, and nothing is done on it; please report it',
  });
}
