import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { block, componentBody, duration, expression, list, ratio, text, texts, word } from '../values.ts';
import { checks, tolerance } from './checks.ts';
import { ruleKeys } from './rule.ts';
import { ramp, stages } from './stage.ts';
import { steps } from './step.ts';

const rollback = block('a roll-back', 'When and how the old version comes back.', {
  when: expression('Rolls back where this holds.', 'canary.error_rate > 2 * stable.error_rate'),
  if: expression('The same as `when`.'),
  tolerate: tolerance,
  to: text('Where to: a share, or `previous_stage`.', { examples: ['0%', 'previous_stage'], default: '0%' }),
  retry: {
    type: 'integer',
    description: 'How often it goes up again after the cooldown.',
    minimum: 0,
    default: 0,
  },
  quarantine: {
    type: 'boolean',
    description: 'A version that failed its checks is refused until it is released by hand.',
    default: true,
  },
  tiers: list(
    'Ways back that are tried in turn.',
    block(
      'a tier',
      'One way back.',
      { within: duration('How long it may take before the next is tried.', '1m') },
      { additionalProperties: componentBody },
    ),
  ),
});

const unknownActions = ['hold', 'pause', 'rollback'];

const audience = list(
  'Groups of users, in turn.',
  block(
    'an audience',
    'Some users, and the stages they go through.',
    { name: text('What it is called.'), who: expression('Who belongs to it.', 'true'), stages, ramp },
    { required: ['name', 'who'] },
  ),
);

const overrides = list(
  'Users who are in or out whatever the share is.',
  block(
    'an override',
    'Some users, and whether they are in.',
    {
      who: expression('Who is meant.', 'workspace == "acme"'),
      in: { type: 'boolean', description: 'In, or out.' },
    },
    { required: ['who', 'in'] },
  ),
);

const analysis = block('an analysis', 'A statistical comparison of the new version with the old one.', {
  compare: expression('What is compared.', 'error_rate'),
  test: word('How.', ['sequential', 'mann_whitney']),
  significance: ratio('How often a difference may be seen where there is none.', '5%'),
  margin: ratio('The difference that does not matter.', '0.5%'),
});

const traffic: ConfigSchema = {
  type: 'object',
  description: 'What shifts the traffic: one kind of driver with its configuration.',
  additionalProperties: componentBody,
  sentinel: { wants: 'a driver, written as `kind: { … }`' },
};

export const rollout = block('a rollout', 'How a new version takes over, step by step.', {
  ...ruleKeys,
  traffic,
  tracks: block('names of tracks', 'What the two sides are called in queries.', {
    canary: text('The new side.', { examples: ['v2'] }),
    stable: text('The old side.', { examples: ['v1'] }),
  }),
  identity: expression('Shows that the new side runs this release.', 'canary.version == release.version'),
  stages,
  ramp,
  checks,
  rollback,
  dwell: duration('The least time between two rises.', '15m'),
  cooldown: duration('How long after a roll-back nothing rises.', '1h'),
  deadline: duration('The longest the whole may take, pauses not counted.', '1d'),
  unknown: block('a rule for unknown', 'What happens while nothing is known.', {
    action: word('What is done at once.', unknownActions, 'hold'),
    for: duration('For how long.', '10m'),
    // oxlint-disable-next-line unicorn/no-thenable -- a key of the language; nobody awaits a schema
    then: word('What is done after that.', unknownActions, 'rollback'),
  }),
  finish: block('a finish', 'What happens at the end.', {
    promote: word('How the new version becomes the stable one.', ['swap', 'copy', 'none']),
    keep: duration('How long the old one is kept ready, and the checks run on.', '24h'),
  }),
  watch: duration('How long the checks run on after the end.', '24h'),
  concurrent: {
    type: 'integer',
    description:
      'How many may be on their way at once in one environment, over workloads, clusters, namespaces and regions; each of these holds one in any case.',
    minimum: 1,
  },
  newer: word('What a newer release does to one on its way.', ['queue', 'replace', 'reject'], 'reject'),
  runway: {
    type: 'boolean',
    description: 'A start that cannot complete before the next freeze is refused.',
    default: false,
  },
  first: word('What is done where there is no stable side yet.', ['analyze', 'skip']),
  assign: block(
    'an assignment',
    'Who is in, always the same for the same user.',
    {
      by: texts('The fields that are hashed.', ['workspace', 'actor']),
      seed: text('Another seed than the name of the rollout.'),
    },
    { required: ['by'] },
  ),
  overrides,
  audience,
  variants: { type: 'object', description: 'Several new versions at once, by name.', minProperties: 1 },
  analysis,
  before: steps,
  after: steps,
});
