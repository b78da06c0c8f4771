/** `apply`: judges, asks, judges again right before it acts, records the start, acts, and follows a rollout to its end. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { isUnknown } from '../../plan/value.ts';
import { statusOf } from '../../runtime/engine/rollout/status.ts';
import type { StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import { announce, type BreakGlass, breakGlass, requireKnownBreaker } from '../people/break-glass.ts';
import type { Host } from '../host.ts';
import { PlanFile } from './plan-file.ts';
import { refuse } from '../refusal.ts';
import type { RunReport } from '../report.ts';
import type { ApplyRequest } from '../requests.ts';
import type { Teller } from '../notify/teller.ts';
import type { Launcher } from '../rollout/launch.ts';
import type { PreparedStart } from '../rollout/start.ts';
import { together, type Together } from '../rollout/together.ts';
import { Run } from './course.ts';
import type { Outcome } from './entries.ts';
import { RunRecord } from './record.ts';
import { storeLost } from '../store/stores.ts';

/** How often it is judged anew when the store refuses the start. */
const ROUNDS = 3;

export async function apply(request: ApplyRequest, host: Host): Promise<RunReport> {
  if (request.untrusted)
    refuse('SEN2020', 'an untrusted policy is not applied', {
      help: '`plan --untrusted` shows what it means',
    });
  if (request.at !== undefined)
    refuse('SEN2017', '`apply` acts now and is judged as of now', { help: 'leave `--at` out' });
  const glass =
    request.breakGlass === undefined ? undefined : breakGlass(request.breakGlass, host.clock.now());
  const file =
    request.planFile === undefined ? undefined : await openPlanFile(request.planFile, request, host);
  const asked = file
    ? { ...request, set: file.request.set, release: { ...file.request.release, ...request.release } }
    : request;
  const run = await Run.start('apply', { ...asked, ...(glass && { glass }) }, host);
  try {
    return await new Application(run, {
      request,
      host,
      ...(file && { file }),
      ...(glass && { glass }),
    }).run();
  } finally {
    await run.close();
  }
}

async function openPlanFile(name: string, request: ApplyRequest, host: Host): Promise<PlanFile> {
  const { actor: _, ...release } = request.release;
  if (Object.keys(release).length > 0 || request.set.length > 0)
    refuse('SEN2001', 'a saved plan brings its own release and inputs', {
      help: 'give the plan file alone, or plan again with these flags',
    });
  return PlanFile.open(name, host);
}

interface Parts {
  readonly request: ApplyRequest;
  readonly host: Host;
  readonly file?: PlanFile;
  readonly glass?: BreakGlass;
}

class Application {
  readonly #run: Run;
  readonly #parts: Parts;
  /** Both absent when the store is lost. */
  #stores: Stores | undefined;
  #record: RunRecord | undefined;
  #teller: Teller | undefined;

  constructor(run: Run, parts: Parts) {
    this.#run = run;
    this.#parts = parts;
  }

  async run(): Promise<RunReport> {
    const { file, glass } = this.#parts;
    const run = this.#run;
    if (glass) requireKnownBreaker(run.context);
    await this.#openRecord();
    if (glass) run.tell([announce(glass, run.context.actor)]);
    await this.#keep(async (record) => file?.hold(run.context, record));
    const launcher = await this.#launcher();
    try {
      await this.#course(launcher);
      run.tell((await this.#teller?.settle()) ?? []);
      return run.finish();
    } finally {
      await launcher?.close();
      await this.#teller?.close();
    }
  }

  async #course(launcher: Launcher | undefined): Promise<void> {
    const { request } = this.#parts;
    const run = this.#run;
    const running = await this.#ask(() => launcher?.running());
    if (launcher && running) {
      await run.judge('plan', false);
      return this.#follow(launcher, running, true);
    }
    await run.judge('plan');
    await run.recall();
    if (run.isSafe && this.#rollouts()) await this.#require(() => launcher?.undriven());
    if (!run.isSafe) return this.#leave('blocked');
    await run.foretell(this.#parts.host);
    if (!run.isShadow && !(await request.confirm(run.report()))) {
      run.fail(diagnostic('SEN2205', 'not confirmed; nothing was done'));
      return this.#leave('not_confirmed');
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const rollout of this.#rollouts()?.rollouts ?? [])
        if (run.isSafe) await this.#require(() => launcher?.makeWay(rollout));
      if (!run.isSafe) return this.#leave('blocked');
      await run.judge('act');
      const awaited = run.isSafe ? this.#rollouts() : undefined;
      const starts = awaited && (await this.#prepare(launcher, awaited));
      if (!run.isSafe) return this.#leave('blocked');
      if (run.isShadow && !awaited) return this.#leave('shadow');
      if (!(await this.#start(starts))) continue;
      return this.#act(launcher, awaited, starts);
    }
    run.fail(
      diagnostic(
        'SEN2407',
        `the store refused the start ${ROUNDS} times: something changed after each judgement`,
        undefined,
        {
          help: 'apply again',
        },
      ),
    );
    return this.#leave('failed');
  }

  /** With a rollout the steps are part of it; beside one that only plays, they are the run's own. */
  async #act(
    launcher: Launcher | undefined,
    awaited: Together | undefined,
    [start]: readonly PreparedStart[] = [],
  ): Promise<void> {
    const run = this.#run;
    if (!run.isSafe) return;
    const rolls = awaited?.rollouts.some((rollout) => launcher?.isShadow(rollout) === false);
    if (!rolls && !run.isShadow) {
      await run.act((step) => this.#keep((record) => record.step(step)));
      await this.#keep((record) => record.end(run.isSafe));
    }
    if (launcher && start && run.isSafe) await this.#follow(launcher, start.stored, false);
  }

  /** `again`: another run started it. */
  async #follow(launcher: Launcher, stored: StoredRollout, again: boolean): Promise<void> {
    const ends = await this.#ask(() => launcher.follow(stored));
    for (const { last, rollout, open } of ends ?? []) {
      this.#run.ends(statusOf(last, rollout), again);
      if (open) this.#run.fail(open);
    }
  }

  async #prepare(
    launcher: Launcher | undefined,
    awaited: Together,
  ): Promise<readonly PreparedStart[] | undefined> {
    const prepared = await this.#ask(() => launcher?.prepare(awaited));
    if (!prepared || !('code' in prepared)) return prepared;
    this.#run.fail(prepared);
    return undefined;
  }

  /** What applies: one rollout, or those of a group. */
  #rollouts(): Together | undefined {
    const { rollouts } = this.#run.evaluation;
    const found = together(this.#run.context.plan, rollouts);
    if (found?.rollouts.length === 0) this.#refuseNone();
    if (found) return found.rollouts.length === 0 ? undefined : found;
    this.#run.fail(
      diagnostic(
        'SEN2610',
        `${rollouts.length === 1 ? '1 rollout of a group applies' : `${rollouts.length} rollouts apply`} to this release: ${rollouts.map(({ name }) => `\`${name}\``).join(', ')}`,
        undefined,
        { help: 'tell them apart by `environments` or `when`, so that one applies, or a whole group' },
      ),
    );
    return undefined;
  }

  /** Whoever asked for a rollout wants no release without one. */
  #refuseNone(): void {
    const { rollout } = this.#parts.request;
    if (!rollout) return;
    this.#run.fail(
      diagnostic('SEN2610', `no rollout of \`${rollout.name}\` applies to this release`, undefined, {
        help: 'its `environments` and `when` say to which it does',
      }),
    );
  }

  async #launcher(): Promise<Launcher | undefined> {
    const { request, host } = this.#parts;
    const { context } = this.#run;
    if (context.plan.rollouts.length === 0 || !this.#stores) return undefined;
    const { Launcher } = await import('../rollout/launch.ts');
    return new Launcher(context, {
      host,
      stores: this.#stores,
      signal: request.signal,
      emit: (event) => {
        if (event.type === 'step.finished') this.#run.took(event.step);
        if (event.type === 'rollout.changed') this.#teller?.nudge();
        this.#run.emit(event);
      },
      shadow: this.#run.isShadow,
      set: this.#run.inputs,
      detach: request.detach ?? false,
      ...(request.timeout !== undefined && { timeout: request.timeout }),
    });
  }

  async #openRecord(): Promise<void> {
    const { context } = this.#run;
    const { host } = this.#parts;
    const stores = await context.stores?.open();
    if (!stores || isUnknown(stores)) return;
    this.#stores = stores;
    this.#record = new RunRecord(context, stores, host.redactor);
    await this.#openTeller(stores);
  }

  async #openTeller(stores: Stores): Promise<void> {
    const { request, host } = this.#parts;
    const { plan, world, environment } = this.#run.context;
    if (plan.notifications.length === 0) return;
    const { Teller } = await import('../notify/teller.ts');
    const { signal } = request;
    this.#teller = Teller.at({ host, root: world.root, plan, environment, stores, signal });
    await this.#ask(() => this.#teller?.begin());
  }

  /** False: it must be judged again. */
  async #start(rollouts: readonly PreparedStart[] | undefined): Promise<boolean> {
    const { file } = this.#parts;
    const { evaluation, glass, isShadow } = this.#run;
    let started = true;
    await this.#keep(async (record) => {
      started = await record.start({
        evaluation,
        outcome: isShadow ? 'shadow' : 'started',
        ...(file && !isShadow && { planId: file.id }),
        ...(glass && { glass }),
        ...(rollouts && { rollouts }),
      });
    });
    return started;
  }

  async #leave(why: Exclude<Outcome, 'started'>): Promise<void> {
    const { evaluation, failures } = this.#run;
    const failed = why === 'blocked' && evaluation.decision.exitCode === 0;
    await this.#keep((record) => record.notStarted(evaluation, failed ? 'failed' : why, failures));
  }

  /** Whether the store took it. */
  async #keep(work: (record: RunRecord) => Promise<unknown>): Promise<boolean> {
    const record = this.#record;
    if (!record) return false;
    return (await this.#ask(() => work(record).then(() => true))) ?? false;
  }

  /** What it gives says why the run does not go on. */
  async #require(ask: () => Promise<Diagnostic | undefined> | undefined): Promise<void> {
    const reason = await this.#ask(ask);
    if (reason) this.#run.fail(reason);
  }

  /** A store that is lost fails the run. */
  async #ask<T>(ask: () => Promise<T> | undefined): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#run.fail(storeLost(error));
      return undefined;
    }
  }
}
