/** `plan` and `check`: a judgement, and nothing is changed. */
import type { Host } from '../host.ts';
import type { RunReport } from '../report.ts';
import type { PlanRequest, RunRequest } from '../requests.ts';
import { Run } from './course.ts';

export async function plan(request: PlanRequest, host: Host): Promise<RunReport> {
  const run = await Run.start('plan', { ...request, shadow: false }, host);
  try {
    await run.judge('plan');
    await run.recall();
    await run.foretell(host);
    if (request.save === undefined) return run.finish();
    const { savePlan } = await import('./plan-file.ts');
    const saved = await savePlan(request.save, run.context, request, host);
    return { ...run.finish(), saved };
  } finally {
    await run.close();
  }
}

export async function check(request: RunRequest, host: Host): Promise<RunReport> {
  const run = await Run.start('check', { ...request, shadow: false }, host);
  try {
    await run.judge('plan');
    await run.recall();
    return run.finish();
  } finally {
    await run.close();
  }
}
