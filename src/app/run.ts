/** `plan`, `check` and `apply`. */
import { diagnostic } from '../plan/diagnostic.ts';
import type { Host } from './host.ts';
import type { PlanFile } from './plan-file.ts';
import { refuse } from './refusal.ts';
import type { RunReport } from './report.ts';
import type { ApplyRequest, PlanRequest, RunRequest } from './requests.ts';
import { Run } from './run-course.ts';

export async function plan(request: PlanRequest, host: Host): Promise<RunReport> {
  const run = await Run.start('plan', { ...request, shadow: false }, host);
  await run.judge('plan');
  if (request.save === undefined) return run.finish();
  const { savePlan } = await import('./plan-file.ts');
  const saved = await savePlan(request.save, run.context, request, host);
  return { ...run.finish(), saved };
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
  const file =
    request.planFile === undefined ? undefined : await openPlanFile(request.planFile, request, host);
  const run = await Run.start('apply', { ...request, ...file?.request }, host);
  await file?.hold(run.context);

  await run.judge('plan');
  if (!run.isSafe) return run.finish();
  if (!run.isShadow && !(await request.confirm(run.report()))) {
    run.fail(diagnostic('SEN2205', 'not confirmed; nothing was done'));
    return run.finish();
  }
  await run.judge('act');
  if (!run.isSafe || run.isShadow) return run.finish();
  if (file) run.tell(await file.use(run.context));
  await run.act();
  return run.finish();
}

async function openPlanFile(name: string, request: ApplyRequest, host: Host): Promise<PlanFile> {
  if (Object.keys(request.release).length > 0 || request.set.length > 0)
    refuse('SEN2001', 'a saved plan brings its own release and inputs', {
      help: 'give the plan file alone, or plan again with these flags',
    });
  const { PlanFile } = await import('./plan-file.ts');
  return PlanFile.open(name, host);
}
