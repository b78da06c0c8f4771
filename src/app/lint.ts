import type { Host } from './host.ts';
import type { LintReport } from './report.ts';
import type { LintRequest } from './requests.ts';

export async function lint(_request: LintRequest, _host: Host): Promise<LintReport> {
  throw new Error('to come');
}
