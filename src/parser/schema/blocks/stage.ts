import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { block, duration, expression, list, named, ratio, text, texts } from '../values.ts';
import { checks } from './checks.ts';

const approve: ConfigSchema = {
  type: ['string', 'object'],
  description: 'Who must agree before the stage begins.',
  properties: {
    from: text('The group whose members may agree.', { examples: ['sre'] }),
    count: { type: 'integer', description: 'How many must agree.', minimum: 1, default: 1 },
    not_author: { type: 'boolean', description: 'The author of the release does not count.', default: false },
    expires: duration('How long an approval counts.', '4h'),
  },
  additionalProperties: false,
  required: ['from'],
  examples: ['sre', { from: 'sre', count: 2 }],
  sentinel: { wants: 'a group such as `sre`, or `{ from: sre, count: 2 }`' },
};

export const stages = list(
  'The steps of exposure, in turn.',
  block('a stage', 'A share of the traffic, and how long it is held.', {
    weight: ratio('The share of the new version.', '10%'),
    weights: named('The share of each variant.', ratio('The share of this variant.', '10%')),
    hold: duration('How long it is held under passing checks.', '30m'),
    approve,
    exit: texts('Gates that are asked once before going on.', ['slo']),
    checks,
    when: expression('The stage is left out where this is known not to hold.'),
  }),
);

export const ramp = block(
  'a ramp',
  'Equal steps of exposure.',
  {
    from: ratio('The first share.', '10%'),
    by: ratio('What each step adds.', '10%'),
    to: ratio('The last share.', '100%'),
    every: duration('How long each share is held.', '5m'),
  },
  { required: ['by', 'every'] },
);
