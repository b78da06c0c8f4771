import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'flag',
  summary:
    'A flag in the store of the rollouts, from which every reader tells who is in: nothing else to install.',
  touches: 'network',
  granularity: 0,
  fenced: 'sink',
  assigns: { audiences: true, variants: true },
  caveats: ['readers that keep what they have read follow as late as they read again'],
  config: objectSchema('Which flag.', {
    name: textSchema('What readers call it; default `POLICY/ROLLOUT`.', 'text', { minLength: 1 }),
  }),
  examples: [{}, { name: 'new-checkout' }],
};
