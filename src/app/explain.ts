import type { Host } from './host.ts';
import type { ExplainReport } from './report.ts';
import type { ExplainRequest } from './requests.ts';

export async function explain(_request: ExplainRequest, _host: Host): Promise<ExplainReport> {
  throw new Error('to come');
}
