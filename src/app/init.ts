import type { Host } from './host.ts';
import type { InitReport } from './report.ts';
import type { InitRequest } from './requests.ts';

export async function init(_request: InitRequest, _host: Host): Promise<InitReport> {
  throw new Error('to come');
}
