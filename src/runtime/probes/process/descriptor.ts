import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'process',
  summary: 'Whether a process runs on this host.',
  touches: 'host',
  config: objectSchema('Which process.', {
    name: textSchema('The name of its program.', 'text', { minLength: 1 }),
    match: textSchema('A regular expression (RE2 syntax) that its command line matches.', undefined, {
      minLength: 1,
    }),
    pidfile: textSchema('A file that holds its process id.', 'path', { minLength: 1 }),
  }),
  oneOf: [['name', 'match', 'pidfile']],
  fields: {
    running: { type: 'boolean', summary: 'at least one such process runs' },
    count: { type: 'number', summary: 'how many run' },
  },
  defaultField: 'running',
  examples: [{ name: 'nginx' }, { match: 'java .*-jar checkout\\.jar' }, { pidfile: '/run/haproxy.pid' }],
};
