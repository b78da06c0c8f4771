/** The schema of policies as editors take it: plain JSON Schema, with the configuration of every kind of component. */
import { plain, shareRepeated } from './schema-forms.ts';
import type { AnyDescriptor, ConfigSchema } from '../src/plan/descriptor.ts';

type Json = Record<string, unknown>;
type Described = Pick<AnyDescriptor, 'kind' | 'summary' | 'config'>;

export function editorSchema(
  policy: ConfigSchema,
  probes: readonly Described[],
  steps: readonly Described[],
  traffic: readonly Described[],
  notifiers: readonly Described[],
): Json {
  const { properties = {} } = policy;
  const probe = properties['probes']?.additionalProperties;
  const step = properties['before']?.items;
  // To lint another version is one that cannot be read yet; an editor just knows this one.
  const versionOf = { ...properties['sentinel'], enum: [1] };
  const rollout = properties['rollouts']?.additionalProperties;
  const drivers = typeof rollout === 'object' ? rollout.properties?.['traffic'] : undefined;
  const notification = properties['notifications']?.additionalProperties;
  if (typeof notification !== 'object') throw new Error('a policy has no notifications');
  if (typeof probe !== 'object' || step === undefined || typeof rollout !== 'object' || !drivers)
    throw new Error('a policy has no probes, steps or rollouts');
  const rollback = rollout.properties?.['rollback'];
  const tiers = rollback?.properties?.['tiers'];
  if (!rollback || !tiers?.items) throw new Error('a roll-back has no tiers');
  const rollbackOf = {
    ...rollback,
    properties: { ...rollback.properties, tiers: { ...tiers, items: withKinds(tiers.items, traffic) } },
  };
  const probesOf = { ...properties['probes'], additionalProperties: withKinds(probe, probes) };
  const stepsOf = { ...properties['before'], items: withKinds(step, steps) };
  const aside = { before: stepsOf, after: stepsOf };
  const notificationsOf = {
    ...properties['notifications'],
    additionalProperties: withKinds(notification, notifiers),
  };
  const rolloutsOf = {
    ...properties['rollouts'],
    additionalProperties: {
      ...rollout,
      properties: {
        ...rollout.properties,
        traffic: withKinds(drivers, traffic),
        rollback: rollbackOf,
        ...aside,
      },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Sentinel policy',
    ...shareRepeated(
      plain({
        ...policy,
        properties: {
          ...properties,
          sentinel: versionOf,
          probes: probesOf,
          rollouts: rolloutsOf,
          notifications: notificationsOf,
          ...aside,
        },
      }),
    ),
  };
}

/** A document of which our own keyword says nothing that an editor needs. */
export function documentSchema(title: string, schema: ConfigSchema): Json {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...shareRepeated(plain(schema)) };
}

function withKinds(schema: ConfigSchema, components: readonly Described[]): ConfigSchema {
  const kinds = components.map(({ kind, summary, config }) => [kind, { ...config, description: summary }]);
  return {
    ...schema,
    properties: { ...schema.properties, ...Object.fromEntries(kinds) },
    additionalProperties: false,
  };
}
