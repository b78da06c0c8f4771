/**
 * The names that expressions may use, and what they stand for. Each place of a policy has its scope: the configuration
 * of a probe sees what is known before any probe has run, a rule sees all, a rollout its two sides as well.
 */
import type { Policy } from '../parser/tree.ts';
import type { Input, PlanProbe } from '../plan/plan.ts';
import {
  deployedBinding,
  fact,
  namespace,
  probeBinding,
  reading,
  refused,
  scoreBinding,
  uncertain,
} from './bindings.ts';
import type { Binding } from './expression/scope.ts';

export type Names = ReadonlyMap<string, Binding>;

/** What `release.x` may be; all are texts, and unknown where they are not given. */
export const releaseFields: readonly string[] = [
  'version',
  'tag',
  'env',
  'source',
  'event',
  'actor',
  'workload',
  'component',
  'cluster',
  'namespace',
  'region',
  'commit',
  'artifact',
];

/** Known before any probe has run: settings, secrets, inputs, the release, the time. */
export function outerNames(policy: Policy, inputs: readonly Input[]): Names {
  const names = new Map<string, Binding>();
  for (const { name } of policy.inputs) names.set(name.value, uncertain);
  for (const { name, type } of inputs) names.set(name, reading(name, type, { kind: 'input', name }));
  const settings = policy.settings.map(
    ({ name: { value: name } }) =>
      [name, reading(`settings.${name}`, 'string', { kind: 'setting', name })] as const,
  );
  const secrets = policy.secrets.map(({ name: { value: name } }): [string, Binding] => [
    name,
    { kind: 'secret', fact: fact(`secrets.${name}`, 'string', { kind: 'secret', name }) },
  ]);
  const release = releaseFields.map(
    (field) => [field, reading(`release.${field}`, 'string', { kind: 'release', field })] as const,
  );
  names.set('settings', namespace('settings', settings));
  names.set('secrets', namespace('secrets', secrets));
  names.set('release', namespace('release', release));
  names.set('now', reading('now', 'instant', { kind: 'now' }));
  for (const [name, refusal] of refusedEverywhere) names.set(name, refusal);
  return names;
}

const refusedEverywhere: readonly (readonly [string, Binding])[] = [
  ['system', refused('`system` is not yet in this version', 'remove the condition that reads it', 'SEN1501')],
  ['inputs', refused('inputs are called by their bare names', 'write `ticket`, not `inputs.ticket`')],
];

/** For the configuration of a probe: what is known outside, and refusals of what only probes know. */
export function probeNames(policy: Policy, outer: Names): Names {
  const names = new Map(outer);
  for (const { name } of [...policy.probes, ...policy.scores]) names.set(name.value, fromProbe(name.value));
  for (const name of ['git', 'deployed', ...sides]) names.set(name, fromProbe(name));
  // Without a rollout every probe looks at the stable side.
  names.set(
    'track',
    policy.rollouts.length === 0
      ? { kind: 'constant', type: 'string', value: 'stable' }
      : reading('track', 'string', { kind: 'track' }),
  );
  return names;
}

function fromProbe(name: string): Binding {
  return refused(
    `\`${name}\` is not known before the probes have run`,
    'a probe may use settings, secrets, inputs, `release` and `now`',
  );
}

/** For the configuration of a notification, which outlives the release that it tells of. */
export function notificationNames(all: Names): Names {
  return new Map(
    Array.from(all, ([name, binding]): [string, Binding] => [
      name,
      name === 'settings' || name === 'secrets'
        ? binding
        : refused(
            `\`${name}\` cannot stand in a notification`,
            'a notification may use settings and secrets; what happened is in every message',
          ),
    ]),
  );
}

const sides = ['canary', 'stable', 'rollout'];

/** For the conditions of gates and steps: everything that this version can know. */
export function ruleNames(policy: Policy, outer: Names, probes: readonly PlanProbe[]): Names {
  const names = new Map(outer);
  for (const { name } of policy.probes) names.set(name.value, uncertain);
  for (const probe of probes) names.set(probe.name, probeBinding(probe));
  for (const { name } of policy.scores) names.set(name.value, scoreBinding(name.value));
  names.set('deployed', deployedBinding(policy));
  for (const side of sides)
    names.set(
      side,
      refused(`\`${side}\` is known only inside a rollout`, 'a gate reads the probe by its bare name'),
    );
  return names;
}

/** For the criteria of scores, which rest upon no other score. */
export function withoutScores(policy: Policy, rule: Names): Names {
  const names = new Map(rule);
  for (const { name } of policy.scores)
    names.set(
      name.value,
      refused(
        `\`${name.value}\` is a score, and scores do not rest upon each other`,
        'write its criteria out',
      ),
    );
  return names;
}

/** For the conditions of a rollout: both sides of every probe that tells them apart, and the rollout itself. */
export function rolloutNames(
  rule: Names,
  tracked: readonly string[],
  probes: readonly PlanProbe[] = [],
): Names {
  const names = new Map(rule);
  for (const track of ['canary', 'stable'] as const) {
    const members = tracked.map((name) => {
      const probe = probes.find((candidate) => candidate.name === name);
      return [name, probe ? probeBinding(probe, track) : (rule.get(name) ?? uncertain)] as const;
    });
    names.set(track, namespace(track, members));
  }
  const fields = Object.entries({ weight: 'ratio', stage: 'number', age: 'duration' } as const);
  const members = fields.map(
    ([field, type]) => [field, reading(`rollout.${field}`, type, { kind: 'rollout', field })] as const,
  );
  names.set('rollout', namespace('rollout', members));
  return names;
}

/**
 * For conditions on one user, which a reader of the flag asks by himself: the user's attributes and the time, and refusals
 * of what only the controller knows. `by`: the attributes that are always given, as texts.
 */
export function userNames(rule: Names, by: readonly string[]): Names {
  const names = new Map<string, Binding>();
  const attributes = by.map((one) => `\`${one}\``).join(', ');
  for (const name of rule.keys())
    names.set(
      name,
      refused(
        `\`${name}\` is not known where it is decided who is in`,
        `a condition on users reads ${attributes}, \`context\` with all else that is known of a user, and \`now\``,
      ),
    );
  names.set('now', reading('now', 'instant', { kind: 'now' }));
  for (const name of ['actor', ...by]) names.set(name, { kind: 'local', type: 'string' });
  names.set('context', { kind: 'local', type: 'any' });
  return names;
}
