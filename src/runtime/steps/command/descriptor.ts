import { objectSchema } from '../../../plan/config.ts';
import type { StepDescriptor } from '../../../plan/descriptor.ts';
import { programSchemas } from '../../../plan/program.ts';

export const descriptor: StepDescriptor = {
  kind: 'command',
  summary:
    'A program that is run, without a shell. It must do no harm when run twice; SENTINEL_IDEMPOTENCY_KEY tells it which runs are one.',
  touches: 'process',
  config: objectSchema(
    'What to run.',
    {
      ...programSchemas('5m'),
    },
    { required: ['run'] },
  ),
  examples: [{ run: ['scripts/announce.sh', '${release.version}'], timeout: '1m' }],
};
