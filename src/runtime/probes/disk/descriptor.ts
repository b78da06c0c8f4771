import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'disk',
  summary: 'The file system that a path lies on, on this host.',
  touches: 'host',
  config: objectSchema('Which file system.', {
    path: textSchema('A path on it.', 'path', { default: '/' }),
  }),
  fields: {
    used: { type: 'ratio', summary: 'the part in use of what programs may use, as `df` counts it' },
    free: { type: 'bytes', summary: 'what programs may still write' },
    total: { type: 'bytes', summary: 'the size of the file system' },
  },
  defaultField: 'used',
  examples: [{ path: '/' }],
};
