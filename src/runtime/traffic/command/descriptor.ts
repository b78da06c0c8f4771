import {
  durationSchema,
  mapSchema,
  objectSchema,
  secretSchema,
  slotSchemas,
  textSchema,
} from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';
import { argvSchema } from '../../../plan/program.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'command',
  summary: 'Two programs, one that sets the share of the canary and one that tells it.',
  touches: 'process',
  granularity: 0.01,
  fenced: 'none',
  caveats: ['it is as good as the programs: what they tell is believed'],
  config: objectSchema(
    'What to run.',
    {
      set: argvSchema(
        'The program that sets the share, and its arguments. SENTINEL_WEIGHT is the percentage of the canary, SENTINEL_STABLE and SENTINEL_CANARY name the slots, SENTINEL_VERB is `shift` or `evict`, SENTINEL_EPOCH grows with every new controller, SENTINEL_IDEMPOTENCY_KEY is the same for every attempt of one change.',
      ),
      read: argvSchema(
        'The program that tells the percentage of the canary: a number, or JSON as `{"canary": 10}`. It is given SENTINEL_STABLE and SENTINEL_CANARY.',
      ),
      ...slotSchemas('slot'),
      cwd: textSchema('Where they run, from the directory of the policy.', 'path', { default: '.' }),
      env: mapSchema(
        'Environment variables that they get besides PATH, HOME, LANG and TMPDIR.',
        secretSchema('The value of one variable.', 'text'),
      ),
      timeout: durationSchema('How long each may take.', { default: '30s' }),
    },
    { required: ['set', 'read'] },
  ),
  examples: [{ set: ['scripts/traffic', 'set'], read: ['scripts/traffic', 'get'], slots: ['blue', 'green'] }],
};
