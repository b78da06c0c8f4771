import type { Host } from './host.ts';
import type { DoctorReport } from './report.ts';
import type { PolicyRequest } from './requests.ts';

export async function doctor(_request: PolicyRequest, _host: Host): Promise<DoctorReport> {
  throw new Error('to come');
}
