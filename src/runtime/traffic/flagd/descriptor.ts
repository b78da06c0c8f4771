import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'flagd',
  summary: 'A flag in a file of flagd, the flag daemon of OpenFeature, by fractional targeting.',
  touches: 'process',
  granularity: 0.01,
  fenced: 'none',
  assigns: { audiences: false, variants: false },
  caveats: [
    'the file is what is read back; that flagd has taken it up is not seen',
    'flagd draws users by a hash of its own: they are others than those that `sentinel decide` names',
    'who else changes the file at the same moment may lose the change',
  ],
  config: objectSchema(
    'Which flag.',
    {
      file: textSchema(
        'The file of flags in JSON, which exists and holds the flag; from the directory of the policy, or absolute.',
        'path',
      ),
      flag: textSchema('The name of the flag.', 'text', { minLength: 1 }),
      off: textSchema('The variant that users see who are not in.', 'text', { default: 'off' }),
      on: textSchema('The variant that users see who are in.', 'text', { default: 'on' }),
    },
    { required: ['file', 'flag'] },
  ),
  examples: [{ file: '/etc/flagd/flags.json', flag: 'new-checkout' }],
};
