import type { Host } from './host.ts';
import type { CompiledPolicy } from './report.ts';
import type { PolicyRequest } from './requests.ts';

export async function compilePolicy(_request: PolicyRequest, _host: Host): Promise<CompiledPolicy> {
  throw new Error('to come');
}
