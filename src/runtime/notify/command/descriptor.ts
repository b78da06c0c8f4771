import {
  durationSchema,
  listSchema,
  mapSchema,
  objectSchema,
  secretSchema,
  textSchema,
} from '../../../plan/config.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'command',
  summary: 'A program that is run, without a shell, and reads the message as JSON from its standard input.',
  touches: 'process',
  config: objectSchema(
    'What to run. It is told the same message again until it ends with exit code 0.',
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
      timeout: durationSchema('How long it may take.', { default: '10s' }),
    },
    { required: ['run'] },
  ),
  examples: [{ run: ['scripts/tell.sh', 'releases'] }],
};
