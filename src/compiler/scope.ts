/**
 * The names that expressions may use, and what they stand for. Each place of a policy has its scope: the configuration
 * of a probe sees what is known before any probe has run, a rule sees all, a rollout its two sides as well.
 */
import type { DeployedField, FactSource, Input, PlanFact, PlanProbe, Track } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import type { Policy } from '../parser/tree.ts';
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

/** A name whose own block has a mistake, which is enough to report. */
const uncertain: Binding = { kind: 'local', type: 'any' };

/** Known before any probe has run: settings, secrets, inputs, the release, the time. */
export function outerNames(policy: Policy, inputs: readonly Input[]): Names {
  const names = new Map<string, Binding>();
  for (const { name } of policy.inputs) names.set(name.value, uncertain);
  for (const { name, type } of inputs) names.set(name, reading(name, type, { kind: 'input', name }));
  names.set('settings', {
    kind: 'namespace',
    label: 'settings',
    members: new Map(
      policy.settings.map(({ name: { value: name } }) => [
        name,
        reading(`settings.${name}`, 'string', { kind: 'setting', name }),
      ]),
    ),
  });
  names.set('secrets', {
    kind: 'namespace',
    label: 'secrets',
    members: new Map(
      policy.secrets.map(({ name: { value: name } }) => [
        name,
        { kind: 'secret', fact: fact(`secrets.${name}`, 'string', { kind: 'secret', name }) },
      ]),
    ),
  });
  names.set('release', {
    kind: 'namespace',
    label: 'release',
    members: new Map(
      releaseFields.map((field) => [
        field,
        reading(`release.${field}`, 'string', { kind: 'release', field }),
      ]),
    ),
  });
  names.set('now', reading('now', 'instant', { kind: 'now' }));
  for (const [name, refusal] of refusedEverywhere) names.set(name, refusal);
  return names;
}

const refusedEverywhere: readonly (readonly [string, Binding])[] = [
  ['system', notYet('system')],
  [
    'inputs',
    {
      kind: 'refused',
      code: 'SEN1516',
      message: 'inputs are called by their bare names',
      help: 'write `ticket`, not `inputs.ticket`',
    },
  ],
];

function notYet(name: string): Binding {
  return {
    kind: 'refused',
    code: 'SEN1501',
    message: `\`${name}\` is not yet in this version`,
    help: 'remove the condition that reads it',
  };
}

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
  return {
    kind: 'refused',
    code: 'SEN1516',
    message: `\`${name}\` is not known before the probes have run`,
    help: 'a probe may use settings, secrets, inputs, `release` and `now`',
  };
}

/** For the configuration of a notification, which outlives the release that it tells of. */
export function notificationNames(all: Names): Names {
  return new Map(
    Array.from(all, ([name, binding]): [string, Binding] => [
      name,
      name === 'settings' || name === 'secrets'
        ? binding
        : {
            kind: 'refused',
            code: 'SEN1516',
            message: `\`${name}\` cannot stand in a notification`,
            help: 'a notification may use settings and secrets; what happened is in every message',
          },
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
    names.set(side, {
      kind: 'refused',
      code: 'SEN1516',
      message: `\`${side}\` is known only inside a rollout`,
      help: 'a gate reads the probe by its bare name',
    });
  return names;
}

/** For the criteria of scores, which rest upon no other score. */
export function withoutScores(policy: Policy, rule: Names): Names {
  const names = new Map(rule);
  for (const { name } of policy.scores)
    names.set(name.value, {
      kind: 'refused',
      code: 'SEN1516',
      message: `\`${name.value}\` is a score, and scores do not rest upon each other`,
      help: 'write its criteria out',
    });
  return names;
}

function scoreBinding(score: string): Binding {
  const member = (field: 'value' | 'status', type: Type): [string, Binding] => [
    field,
    reading(`${score}.${field}`, type, { kind: 'score', score, field }),
  ];
  return {
    kind: 'namespace',
    label: 'score',
    members: new Map([member('value', 'number'), member('status', 'string')]),
  };
}

const deployedFields: readonly (readonly [DeployedField, Type])[] = [
  ['version', 'string'],
  ['artifact', 'string'],
  ['completed_at', 'instant'],
  ['healthy_for', 'duration'],
];

/** What the environments of the policy run, by their names. */
function deployedBinding({ environments = [] }: Policy): Binding {
  if (environments.length === 0)
    return {
      kind: 'refused',
      code: 'SEN1504',
      message: '`deployed` tells of environments, and this policy declares none',
      help: 'declare them: `environments: [stage, prod]`',
    };
  const fieldsIn = (environment: string): Names =>
    new Map(
      deployedFields.map(([field, type]) => [
        field,
        reading(`deployed.${environment}.${field}`, type, { kind: 'deployed', environment, field }),
      ]),
    );
  return {
    kind: 'namespace',
    label: 'deployed',
    members: new Map(
      environments.map(({ value }) => [
        value,
        { kind: 'namespace', label: 'environment', members: fieldsIn(value) },
      ]),
    ),
  };
}

/** For the conditions of a rollout: both sides of every probe that tells them apart, and the rollout itself. */
export function rolloutNames(
  rule: Names,
  tracked: readonly string[],
  probes: readonly PlanProbe[] = [],
): Names {
  const names = new Map(rule);
  for (const track of ['canary', 'stable'] as const) {
    const members = new Map(
      tracked.map((name) => {
        const probe = probes.find((candidate) => candidate.name === name);
        return [name, probe ? probeBinding(probe, track) : (rule.get(name) ?? uncertain)] as const;
      }),
    );
    names.set(track, { kind: 'namespace', label: track, members });
  }
  const fields = Object.entries({ weight: 'ratio', stage: 'number', age: 'duration' } as const);
  names.set('rollout', {
    kind: 'namespace',
    label: 'rollout',
    members: new Map(
      fields.map(([field, type]) => [field, reading(`rollout.${field}`, type, { kind: 'rollout', field })]),
    ),
  });
  return names;
}

/**
 * For conditions on one user, which a reader of the flag asks by himself: the user's attributes and the time, and refusals
 * of what only the controller knows. `by`: the attributes that are always given, as texts.
 */
export function userNames(rule: Names, by: readonly string[]): Names {
  const names = new Map<string, Binding>();
  for (const name of rule.keys())
    names.set(name, {
      kind: 'refused',
      code: 'SEN1516',
      message: `\`${name}\` is not known where it is decided who is in`,
      help: `a condition on users reads ${by.map((one) => `\`${one}\``).join(', ')}, \`context\` with all else that is known of a user, and \`now\``,
    });
  names.set('now', reading('now', 'instant', { kind: 'now' }));
  for (const name of ['actor', ...by]) names.set(name, { kind: 'local', type: 'string' });
  names.set('context', { kind: 'local', type: 'any' });
  return names;
}

/** A probe by its fields; one with `each` is the list of its records. */
function probeBinding({ name, each, fields, defaultField }: PlanProbe, track?: Track): Binding {
  const id = track === undefined ? name : `${track}.${name}`;
  const source = { kind: 'probe', probe: name, ...(track && { track }) } as const;
  if (each) return reading(id, { list: { record: fields } }, source);
  const facts = new Map(
    Object.entries(fields).map(([field, type]) => [
      field,
      fact(`${id}.${field}`, type, { ...source, field }),
    ]),
  );
  const self = defaultField === undefined ? undefined : facts.get(defaultField);
  return {
    kind: 'namespace',
    label: `probe`,
    members: nested([...facts].map(([field, read]) => [field.split('.'), { kind: 'fact', fact: read }])),
    ...(self && { self }),
  };
}

/** Groups dotted paths: `release_tag.exists` and `release_tag.commit` become members of `release_tag`. */
function nested(paths: readonly (readonly [path: readonly string[], binding: Binding])[]): Names {
  const members = new Map<string, Binding>();
  const groups = Map.groupBy(paths, ([[head]]) => head ?? '');
  for (const [head, group] of groups) {
    const [[path, binding]] = group as [(typeof group)[number]];
    members.set(
      head,
      path.length === 1
        ? binding
        : {
            kind: 'namespace',
            label: head,
            members: nested(group.map(([[, ...rest], inner]) => [rest, inner])),
          },
    );
  }
  return members;
}

function reading(id: string, type: Type, source: FactSource): Binding {
  return { kind: 'fact', fact: fact(id, type, source) };
}

function fact(id: string, type: Type, source: FactSource): PlanFact {
  return { id, type, source };
}
