import { objectSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'memory',
  summary: 'The memory of this host, or of the container, where that is less.',
  touches: 'host',
  config: objectSchema('Nothing to configure.', {}),
  fields: {
    used: { type: 'ratio', summary: 'the part in use, caches that can be dropped not counted' },
    free: { type: 'bytes', summary: 'what programs can still get' },
    total: { type: 'bytes', summary: 'the memory, or the limit of the container' },
  },
  defaultField: 'used',
  examples: [{}],
};
