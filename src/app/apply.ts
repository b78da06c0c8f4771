/** `apply`: judges, asks, judges again right before it acts, records the start, acts. */
import { diagnostic } from '../plan/diagnostic.ts';
import { isUnknown } from '../plan/value.ts';
import { StoreFailure } from '../runtime/failure.ts';
import { actorOf } from './actor.ts';
import { announce, type BreakGlass, breakGlass } from './break-glass.ts';
import { fieldOf } from './context.ts';
import type { Host } from './host.ts';
import { PlanFile } from './plan-file.ts';
import { refuse } from './refusal.ts';
import type { RunReport } from './report.ts';
import type { ApplyRequest } from './requests.ts';
import { Run } from './run-course.ts';
import type { Outcome } from './run-entries.ts';
import { RunRecord } from './run-record.ts';
import { storeLost } from './stores.ts';

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
  const run = await Run.start('apply', { ...request, ...file?.request, ...(glass && { glass }) }, host);
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
  if (Object.keys(request.release).length > 0 || request.set.length > 0)
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
  /** Absent when the store is lost. */
  #record: RunRecord | undefined;

  constructor(run: Run, parts: Parts) {
    this.#run = run;
    this.#parts = parts;
  }

  async run(): Promise<RunReport> {
    const { request, file, glass } = this.#parts;
    const run = this.#run;
    await this.#openRecord();
    if (glass) run.tell([announce(glass, actorOf(fieldOf(run.context.release, 'actor')))]);
    await this.#keep(async (record) => file?.hold(run.context, record));

    await run.judge('plan');
    if (!run.isSafe) return this.#leave('blocked');
    if (!run.isShadow && !(await request.confirm(run.report()))) {
      run.fail(diagnostic('SEN2205', 'not confirmed; nothing was done'));
      return this.#leave('not_confirmed');
    }
    for (let round = 0; round < ROUNDS; round++) {
      await run.judge('act');
      if (!run.isSafe) return this.#leave('blocked');
      if (run.isShadow) return this.#leave('shadow');
      if (!(await this.#start())) continue;
      if (run.isSafe) await run.act((step) => this.#keep((record) => record.step(step)));
      return run.finish();
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

  async #openRecord(): Promise<void> {
    const { context } = this.#run;
    const { host } = this.#parts;
    const stores = await context.stores?.open();
    if (stores && !isUnknown(stores)) this.#record = new RunRecord(context, stores, host.redactor);
  }

  /** False: it must be judged again. */
  async #start(): Promise<boolean> {
    const { file } = this.#parts;
    const { evaluation, glass } = this.#run;
    let started = true;
    await this.#keep(async (record) => {
      started = await record.start({
        evaluation,
        ...(file && { planId: file.id }),
        ...(glass && { glass }),
      });
    });
    return started;
  }

  async #leave(why: Exclude<Outcome, 'started'>): Promise<RunReport> {
    const { evaluation } = this.#run;
    const failed = why === 'blocked' && evaluation.decision.exitCode === 0;
    await this.#keep((record) => record.notStarted(evaluation, failed ? 'failed' : why));
    return this.#run.finish();
  }

  /** Whether the store took it. A store that is lost fails the run. */
  async #keep(work: (record: RunRecord) => Promise<unknown>): Promise<boolean> {
    if (!this.#record) return false;
    try {
      await work(this.#record);
      return true;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#run.fail(storeLost(error));
      return false;
    }
  }
}
