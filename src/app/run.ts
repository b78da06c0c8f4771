/** `plan`, `check` and `apply`. */
import { resolve } from 'node:path';
import { diagnostic } from '../plan/diagnostic.ts';
import type { Host } from './host.ts';
import { basisOf } from './plan-basis.ts';
import { refuse } from './refusal.ts';
import type { RunReport } from './report.ts';
import type { ApplyRequest, PlanRequest, RunRequest } from './requests.ts';
import { Run } from './run-course.ts';
import {
  newSavedPlan,
  readSavedPlan,
  requireSameBasis,
  type SavedPlan,
  writeSavedPlan,
} from './saved-plan.ts';
import { requireUnused, takePlan } from './state-directory.ts';

export async function plan(request: PlanRequest, host: Host): Promise<RunReport> {
  const run = await Run.start('plan', { ...request, shadow: false }, host);
  await run.judge('plan');
  const saved = request.save === undefined ? undefined : await save(request.save, run, request, host);
  return { ...run.finish(), ...(saved && { saved }) };
}

export async function check(request: RunRequest, host: Host): Promise<RunReport> {
  const run = await Run.start('check', { ...request, shadow: false }, host);
  await run.judge('plan');
  return run.finish();
}

/** Judges, asks, judges again right before it acts, acts. */
export async function apply(request: ApplyRequest, host: Host): Promise<RunReport> {
  if (request.untrusted)
    refuse('SEN2020', 'an untrusted policy is not applied', {
      help: '`plan --untrusted` shows what it means',
    });
  if (request.at !== undefined)
    refuse('SEN2017', '`apply` acts now and is judged as of now', { help: 'leave `--at` out' });
  const { planFile } = request;
  if (planFile !== undefined && (Object.keys(request.release).length > 0 || request.set.length > 0))
    refuse('SEN2001', 'a saved plan brings its own release and inputs', {
      help: 'give the plan file alone, or plan again with these flags',
    });
  const saved = planFile === undefined ? undefined : await readPlanFile(planFile, host);
  const run = await Run.start('apply', { ...request, ...saved?.request }, host);
  if (saved) {
    requireSameBasis(saved.basis, basisOf(run.context), planFile ?? '');
    await requireUnused(run.context.world.root, saved.planId);
  }

  await run.judge('plan');
  if (!run.isSafe) return run.finish();
  if (!run.isShadow && !(await request.confirm(run.report()))) {
    run.fail(diagnostic('SEN2205', 'not confirmed; nothing was done'));
    return run.finish();
  }
  await run.judge('act');
  if (!run.isSafe || run.isShadow) return run.finish();
  if (saved) run.tell(await takePlan(run.context.world.root, saved.planId));
  await run.act();
  return run.finish();
}

async function save(
  name: string,
  run: Run,
  { release, set }: PlanRequest,
  host: Host,
): Promise<NonNullable<RunReport['saved']>> {
  const plan = newSavedPlan(basisOf(run.context), { release, set }, host.clock.now());
  await writeSavedPlan(resolve(host.cwd, name), name, plan);
  return { file: name, planId: plan.planId, expires: Date.parse(plan.expiresAt) };
}

function readPlanFile(name: string, host: Host): Promise<SavedPlan> {
  return readSavedPlan(resolve(host.cwd, name), name, host.clock.now());
}
