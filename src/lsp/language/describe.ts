/** What things of a policy are, in Markdown. */
import type { LastFacts } from '../../app/last-facts.ts';
import type { Binding } from '../../compiler/expression/scope.ts';
import type { PolicyScope } from '../../compiler/policy-scope.ts';
import type { AnyDescriptor, Catalog, ConfigSchema } from '../../plan/descriptor.ts';
import type { DeployedField, PlanFact } from '../../plan/plan.ts';
import { shown } from '../../plan/shown.ts';
import { typeName } from '../../plan/type.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Policy } from '../../parser/tree.ts';
import { typeOf } from './chains.ts';
import type { FunctionHelp } from './functions.ts';

/** What descriptions draw on. */
export interface Knowledge {
  readonly policy: Policy;
  readonly scope: PolicyScope;
  readonly catalog: Catalog;
  /** What the last run saw, and how long ago, milliseconds. */
  readonly last?: { readonly facts: LastFacts['facts']; readonly age: number };
}

/** A key, or a value, by its schema. */
export function describeSchema(schema: ConfigSchema): string {
  const { description, enum: words, default: preset, examples = [] } = schema;
  return paragraphs(
    description,
    words && `One of ${words.map(code).join(', ')}.`,
    preset !== undefined && `Default: ${code(preset)}.`,
    examples.length > 0 && `Such as ${examples.map(code).join(', ')}.`,
  );
}

export function describeComponent({ summary, ...rest }: AnyDescriptor): string {
  if (!('fields' in rest)) return summary;
  const fields = Object.entries(rest.fields).map(
    ([name, { type, summary }]) =>
      `- \`${name}\` (${type === 'unit' ? 'by `unit`' : typeName(type)}): ${summary}`,
  );
  return paragraphs(summary, fields.join('\n'));
}

export function describeFunction({ usage, meaning }: FunctionHelp): string {
  return paragraphs(code(usage), meaning);
}

/** `name` is as it is written. */
export function describeBinding(name: string, binding: Binding, knowledge: Knowledge): string {
  const type = typeOf(binding);
  const title = `\`${name}\`${type === undefined ? '' : `: ${typeName(type)}`}`;
  switch (binding.kind) {
    case 'fact':
    case 'secret':
      return paragraphs(title, source(binding.fact, knowledge), lastValue(binding.fact, knowledge));
    case 'namespace':
      return binding.self
        ? paragraphs(title, source(binding.self, knowledge), lastValue(binding.self, knowledge))
        : paragraphs(title, members(binding.members));
    case 'constant':
      return paragraphs(title, `Stands for ${code(binding.value)} outside a rollout.`);
    case 'local':
      return title;
    case 'refused':
      return paragraphs(title, `${capital(binding.message)}.`, binding.help && `${capital(binding.help)}.`);
  }
}

/** What the last run of `apply` saw of it. */
function lastValue({ id, type }: PlanFact, { last }: Knowledge): string | undefined {
  const value = last?.facts.get(id);
  if (!last || value === undefined) return undefined;
  return `Last: ${code(shown(value, type))}, ${formatDuration(last.age)} ago.`;
}

function source(fact: PlanFact, { policy, scope, catalog }: Knowledge): string {
  const { source } = fact;
  switch (source.kind) {
    case 'probe': {
      const kind = scope.probes.get(source.probe)?.kind ?? '';
      const descriptor = catalog.probes.get(kind)?.descriptor;
      const side = source.track === undefined ? '' : ` on the ${source.track} side`;
      const own = `the ${code(kind)} probe \`${source.probe}\`${side}`;
      if (source.field === undefined) return `All observations of ${own}.`;
      const field =
        descriptor && Object.hasOwn(descriptor.fields, source.field)
          ? descriptor.fields[source.field]?.summary
          : undefined;
      return `${capital(field ?? source.field)}. From ${own}.`;
    }
    case 'release':
      return 'A field of the release: from the command line, else the CI system, else git. Unknown where none of them gives it.';
    case 'setting':
      return describeSetting(source.name, policy);
    case 'secret':
      return describeSecret(source.name, policy);
    case 'input':
      return `An input, given with \`--set ${source.name}=…\`.`;
    case 'now':
      return 'The instant of the evaluation.';
    case 'score':
      return source.field === 'value'
        ? 'The weighted mean of its criteria, from 0 to 1.'
        : '`HEALTHY`, `DEGRADED`, `UNHEALTHY`, or `UNKNOWN` while a criterion is.';
    case 'track':
      return 'The side of the rollout that is asked about, by the name of its slot or what `tracks` says; outside a rollout the stable one.';
    case 'rollout':
      return rolloutFields.get(source.field) ?? '';
    case 'deployed':
      return `${deployedFields[source.field]} in \`${source.environment}\`, as the store tells. Unknown where nothing was completed there.`;
  }
}

const deployedFields: Readonly<Record<DeployedField, string>> = {
  version: 'The version that was completed last',
  artifact: 'The artifact that was completed last',
  completed_at: 'When the last release was completed',
  healthy_for:
    'How long the last release has been completed, without a failed check or a roll-back since then,',
};

const rolloutFields: ReadonlyMap<string, string> = new Map([
  ['weight', 'The share of the traffic that the canary takes.'],
  ['stage', 'The number of the stage, from 1.'],
  ['age', 'How long ago the rollout started.'],
]);

function describeSetting(name: string, { settings }: Policy): string {
  const block = settings.find((setting) => setting.name.value === name);
  return paragraphs(
    block?.env ? `A setting, from the environment variable ${code(block.env.value)}.` : 'A setting.',
    ...(block?.perEnv ?? []).map(
      ({ environment, value }) => `In \`${environment.value}\`: ${code(value.value)}.`,
    ),
    block?.default && `Default: ${code(block.default.value)}.`,
  );
}

function describeSecret(name: string, { secrets }: Policy): string {
  const block = secrets.find((secret) => secret.name.value === name);
  const from = block?.env
    ? `the environment variable ${code(block.env.value)}`
    : block?.file && `the file ${code(block.file.value)}`;
  return `A secret${from ? `, from ${from}` : ''}. It is never shown.`;
}

function members(names: ReadonlyMap<string, Binding>): string {
  return Array.from(names, ([name, binding]) => {
    const type = typeOf(binding);
    return `- \`${name}\`${type === undefined ? '' : `: ${typeName(type)}`}`;
  }).join('\n');
}

export function paragraphs(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('\n\n');
}

/** A value as it is written in a policy. */
function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
