import { objectSchema } from '../../../plan/config.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';
import { programSchemas } from '../../../plan/program.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'command',
  summary: 'A program that is run, without a shell, and reads the message as JSON from its standard input.',
  touches: 'process',
  config: objectSchema(
    'What to run. It is told the same message again until it ends with exit code 0.',
    {
      ...programSchemas('10s'),
    },
    { required: ['run'] },
  ),
  examples: [{ run: ['scripts/tell.sh', 'releases'] }],
};
