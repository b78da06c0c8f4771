import type { Host } from './host.ts';
import type { KindsReport, ProbeReport } from './report.ts';
import type { ProbeRequest } from './requests.ts';

export async function probe(_request: ProbeRequest, _host: Host): Promise<ProbeReport> {
  throw new Error('to come');
}

export async function kinds(): Promise<KindsReport> {
  throw new Error('to come');
}
