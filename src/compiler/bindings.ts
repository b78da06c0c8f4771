/** What a name of the policy stands for: a fact, a group of them by fields, or a refusal that says where it is known. */
import type { Policy } from '../parser/tree.ts';
import type { Code } from '../plan/codes/index.ts';
import type { DeployedField, FactSource, PlanFact, PlanProbe, Track } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import type { Binding } from './expression/scope.ts';

type Member = readonly [name: string, binding: Binding];

/** A name whose own block has a mistake, which is enough to report. */
export const uncertain: Binding = { kind: 'local', type: 'any' };

/** A name that means something, but not where it stands. */
export function refused(message: string, help: string, code: Code = 'SEN1516'): Binding {
  return { kind: 'refused', code, message, help };
}

/** What stands behind a point. `self` is what the name reads without one. */
export function namespace(label: string, members: Iterable<Member>, self?: PlanFact): Binding {
  return { kind: 'namespace', label, members: new Map(members), ...(self && { self }) };
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
  const members = nested([...facts].map(([field, read]) => [field.split('.'), { kind: 'fact', fact: read }]));
  return namespace('probe', members, self);
}

/** Groups dotted paths: `release_tag.exists` and `release_tag.commit` become members of `release_tag`. */
function nested(paths: readonly (readonly [path: readonly string[], binding: Binding])[]): readonly Member[] {
  const groups = Map.groupBy(paths, ([[head]]) => head ?? '');
  return Array.from(groups, ([head, group]): Member => {
    const [[path, binding]] = group as [(typeof group)[number]];
    if (path.length === 1) return [head, binding];
    return [head, namespace(head, nested(group.map(([[, ...rest], inner]) => [rest, inner])))];
  });
}

export function reading(id: string, type: Type, source: FactSource): Binding {
  return { kind: 'fact', fact: fact(id, type, source) };
}

export function fact(id: string, type: Type, source: FactSource): PlanFact {
  return { id, type, source };
}

/** A score by what it comes to, and what that means. */
export function scoreBinding(score: string): Binding {
  const member = (field: 'value' | 'status', type: Type): Member => [
    field,
    reading(`${score}.${field}`, type, { kind: 'score', score, field }),
  ];
  return namespace('score', [member('value', 'number'), member('status', 'string')]);
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
    return refused(
      '`deployed` tells of environments, and this policy declares none',
      'declare them: `environments: [stage, prod]`',
      'SEN1504',
    );
  return namespace(
    'deployed',
    environments.map(({ value: environment }) => [
      environment,
      namespace(
        'environment',
        deployedFields.map(([field, type]) => [
          field,
          reading(`deployed.${environment}.${field}`, type, { kind: 'deployed', environment, field }),
        ]),
      ),
    ]),
  );
}
