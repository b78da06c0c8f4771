/** The world of a release, put together from what was given, found and read. */
import { type Known, unknown, type Value } from '../plan/value.ts';
import type { GivenSource, World } from '../runtime/engine/world.ts';
import type { ReleaseFacts } from '../runtime/ports/index.ts';
import { loadProbe, loadStep } from './adapters.ts';
import type { EnvironmentAccess } from './context/environment.ts';
import type { Host } from './host.ts';
import type { ResolvedInputs } from './context/inputs.ts';
import type { Release } from './release/release.ts';
import type { ResolvedSettings } from './context/settings.ts';

export interface WorldParts extends Pick<World, 'renewSecrets' | 'at' | 'stores' | 'exemptSources' | 'root'> {
  readonly host: Host;
  readonly release: Pick<Release, 'tag' | 'ciBranch'> & {
    readonly fields: readonly { readonly name: string; readonly value: Known<string> }[];
  };
  readonly environment: EnvironmentAccess;
  readonly settings: Pick<ResolvedSettings, 'settings' | 'secrets'>;
  readonly inputs: ResolvedInputs['inputs'];
  readonly signal: AbortSignal;
  readonly untrusted: boolean;
}

export function worldOf(parts: WorldParts): World {
  const { host, root, release, environment, settings, signal, untrusted } = parts;
  const { at, stores, exemptSources, renewSecrets } = parts;
  const facts: ReleaseFacts = Object.fromEntries(release.fields.map(({ name, value }) => [name, value]));
  return {
    clock: host.clock,
    root,
    release: facts,
    ...(release.ciBranch !== undefined && { ciBranch: release.ciBranch }),
    ...(release.tag !== undefined && { tag: release.tag }),
    ...(at !== undefined && { at }),
    ...(untrusted && { barred: 'nothing is started, opened or read for an untrusted policy' }),
    environment: (name) => environment.read(name),
    loadProbe,
    loadStep,
    calendars: async (freezes) => {
      const { loadCalendars } = await import('../runtime/calendars/index.ts');
      return loadCalendars(freezes, { root, clock: host.clock, signal, offline: untrusted });
    },
    given: (source) => givenValue(source, facts, parts),
    secret: (name) => settings.secrets.get(name) ?? unknown(`the secret \`${name}\` has no value`),
    ...(renewSecrets && { renewSecrets }),
    ...(stores && { stores }),
    ...(exemptSources && { exemptSources }),
  };
}

function givenValue(
  source: GivenSource,
  release: ReleaseFacts,
  { settings: { settings }, inputs }: WorldParts,
): Known<Value> {
  switch (source.kind) {
    case 'release':
      return (
        (Object.hasOwn(release, source.field) ? release[source.field] : undefined) ??
        unknown(`\`release.${source.field}\` is not known`)
      );
    case 'setting':
      return settings.get(source.name)?.value ?? unknown(`the setting \`${source.name}\` has no value`);
    case 'input':
      return inputs.get(source.name)?.value ?? unknown(`the input \`${source.name}\` has no value`);
  }
}
