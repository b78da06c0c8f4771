/** The structure of a policy: every key of the language, with what it takes. */
import type { ConfigSchema } from '../../plan/descriptor.ts';
import { inputs, probes, scores, secrets, settings } from './blocks/declarations.ts';
import { freeze } from './blocks/freeze.ts';
import { gate } from './blocks/gate.ts';
import { limit } from './blocks/limit.ts';
import { notification } from './blocks/notification.ts';
import { rollout } from './blocks/rollout.ts';
import { mode } from './blocks/rule.ts';
import { steps } from './blocks/step.ts';
import { block, named, text, texts } from './values.ts';

const release = block('a release block', 'How releases are named, and what belongs to them.', {
  tag: text('The form of release tags, with `{version}` and optionally `{component}`.', {
    default: '{version}',
    examples: ['{component}-{version}'],
  }),
  paths: texts('The files that belong to it.', ['services/checkout/**']),
  version_map: named('By component the file that holds its version.', text('A file.')),
});

export const policySchema: ConfigSchema = block(
  'a policy',
  'A release policy.',
  {
    sentinel: { type: 'integer', description: 'The version of the language.', examples: [1] },
    policy: text('What the policy is called.', { examples: ['checkout-api'] }),
    description: text('What it is for.'),
    owners: texts('Who answers for it.', ['@shop/sre']),
    mode,
    extends: text('Another policy of the repository, all of whose rules are taken over.', {
      examples: ['./org.yaml'],
    }),
    environments: texts('The environments there are; without it, there are none.', ['dev', 'stage', 'prod']),
    release,
    settings,
    secrets,
    inputs,
    probes,
    scores,
    gates: named('What must hold before a release goes on.', gate),
    freezes: named('Times in which nothing is released.', freeze),
    limits: named('How often may be released.', limit),
    rollouts: named('How new versions take over.', rollout),
    groups: named(
      'Rollouts that go on together.',
      block(
        'a group',
        'Rollouts that go on together, and back together.',
        { rollouts: texts('Their names, in order.', ['backend', 'frontend']) },
        { required: ['rollouts'] },
      ),
    ),
    notifications: named('Whom to tell of what.', notification),
    before: steps,
    after: steps,
  },
  { required: ['sentinel', 'policy'] },
);
