import {
  durationSchema,
  listSchema,
  mapSchema,
  objectSchema,
  secretSchema,
  textSchema,
} from '../../../plan/config.ts';
import type { StepDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: StepDescriptor = {
  kind: 'command',
  summary:
    'A program that is run, without a shell. It must do no harm when run twice; SENTINEL_IDEMPOTENCY_KEY tells it which runs are one.',
  touches: 'process',
  config: objectSchema(
    'What to run.',
    {
      run: listSchema(
        'The program and its arguments, each one item.',
        textSchema('The program, or one argument.', 'argv'),
        { minItems: 1 },
      ),
      cwd: textSchema('Where it runs, from the directory of the policy.', 'path', { default: '.' }),
      env: mapSchema(
        'Environment variables that it gets besides PATH, HOME, LANG and TMPDIR.',
        secretSchema('The value of one variable.', 'text'),
      ),
      timeout: durationSchema('How long it may take.', { default: '5m' }),
    },
    { required: ['run'] },
  ),
  examples: [{ run: ['scripts/announce.sh', '${release.version}'], timeout: '1m' }],
};
