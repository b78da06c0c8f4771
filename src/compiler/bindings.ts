/** What a name of the policy stands for: a fact, a group of them by fields, or a refusal that says where it is known. */
import type { Policy } from '../parser/tree.ts';
import type { DeployedField, FactSource, PlanFact, PlanProbe, Track } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import type { Binding } from './expression/scope.ts';

type Members = ReadonlyMap<string, Binding>;

/** A name whose own block has a mistake, which is enough to report. */
export const uncertain: Binding = { kind: 'local', type: 'any' };

/** A name that means something, but not where it stands. */
export function refused(message: string, help: string): Binding {
  return { kind: 'refused', code: 'SEN1516', message, help };
}

/** A probe by its fields; one with `each` is the list of its records. */
export function probeBinding({ name, each, fields, defaultField }: PlanProbe, track?: Track): Binding {
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
    label: 'probe',
    members: nested([...facts].map(([field, read]) => [field.split('.'), { kind: 'fact', fact: read }])),
    ...(self && { self }),
  };
}

/** Groups dotted paths: `release_tag.exists` and `release_tag.commit` become members of `release_tag`. */
function nested(paths: readonly (readonly [path: readonly string[], binding: Binding])[]): Members {
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

export function reading(id: string, type: Type, source: FactSource): Binding {
  return { kind: 'fact', fact: fact(id, type, source) };
}

export function fact(id: string, type: Type, source: FactSource): PlanFact {
  return { id, type, source };
}

/** A score by what it comes to, and what that means. */
export function scoreBinding(score: string): Binding {
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
export function deployedBinding({ environments = [] }: Policy): Binding {
  if (environments.length === 0)
    return {
      kind: 'refused',
      code: 'SEN1504',
      message: '`deployed` tells of environments, and this policy declares none',
      help: 'declare them: `environments: [stage, prod]`',
    };
  const fieldsIn = (environment: string): Members =>
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
