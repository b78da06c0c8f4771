/** The schema of policies as editors take it: plain JSON Schema, with the configuration of every kind of component. */
import { plain, shareRepeated } from './schema-forms.ts';
import type { ConfigSchema, ProbeDescriptor, StepDescriptor } from '../src/plan/descriptor.ts';

type Json = Record<string, unknown>;
type Described = Pick<ProbeDescriptor | StepDescriptor, 'kind' | 'summary' | 'config'>;

export function editorSchema(
  policy: ConfigSchema,
  probes: readonly Described[],
  steps: readonly Described[],
): Json {
  const { properties = {} } = policy;
  const probe = properties['probes']?.additionalProperties;
  const step = properties['before']?.items;
  if (typeof probe !== 'object' || step === undefined) throw new Error('a policy has no probes or steps');
  const probesOf = { ...properties['probes'], additionalProperties: withKinds(probe, probes) };
  const stepsOf = { ...properties['before'], items: withKinds(step, steps) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Sentinel policy',
    ...shareRepeated(
      plain({ ...policy, properties: { ...properties, probes: probesOf, before: stepsOf, after: stepsOf } }),
    ),
  };
}

function withKinds(schema: ConfigSchema, components: readonly Described[]): ConfigSchema {
  const kinds = components.map(({ kind, summary, config }) => [kind, { ...config, description: summary }]);
  return {
    ...schema,
    properties: { ...schema.properties, ...Object.fromEntries(kinds) },
    additionalProperties: false,
  };
}
