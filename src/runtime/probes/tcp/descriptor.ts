import { objectSchema } from '../../../plan/config.ts';
import { attemptSchemas, hostSchema, portSchema } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'tcp',
  summary: 'A TCP port.',
  touches: 'network',
  defaultField: 'ok',
  fields: {
    ok: { type: 'boolean', summary: 'the connection was accepted' },
    latency: { type: 'duration', summary: 'time until it was accepted, name resolution included' },
  },
  config: objectSchema(
    'An address.',
    { host: hostSchema, port: portSchema(), ...attemptSchemas },
    { required: ['host', 'port'] },
  ),
  examples: [{ host: 'localhost', port: 5432 }],
};
