import type { Host } from './host.ts';
import type { RunReport } from './report.ts';
import type { ApplyRequest, PlanRequest, RunRequest } from './requests.ts';

export async function plan(_request: PlanRequest, _host: Host): Promise<RunReport> {
  throw new Error('to come');
}

export async function check(_request: RunRequest, _host: Host): Promise<RunReport> {
  throw new Error('to come');
}

export async function apply(_request: ApplyRequest, _host: Host): Promise<RunReport> {
  throw new Error('to come');
}
