/** Components: a probe or a step of some kind, and its body. */
import type { CatalogEntry, ConfigSchema } from '../plan/descriptor.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import type { ConfigRecord } from '../plan/plan.ts';
import { entryOf } from '../parser/document.ts';
import { dataOf } from '../parser/schema/data.ts';
import { reportSchemaErrors } from '../parser/schema/report.ts';
import type { Component } from '../parser/tree.ts';
import { readConfig } from './config.ts';
import type { CompileContext } from './context.ts';
import type { Names } from './scope.ts';

interface Descriptor {
  readonly config: ConfigSchema;
  readonly oneOf?: readonly (readonly string[])[];
  readonly atMostOneOf?: readonly (readonly string[])[];
}

export interface CompiledComponent<D> {
  readonly descriptor: D;
  readonly config: ConfigRecord;
}

/**
 * Undefined, and reported, when the catalog has no such kind. `names` are what the body may interpolate. A body with
 * mistakes is read as far as it goes, so that what depends on it is checked too.
 */
export function compileComponent<D extends Descriptor>(
  context: CompileContext,
  what: 'probe' | 'step' | 'traffic driver' | 'notification',
  component: Component,
  catalog: ReadonlyMap<string, CatalogEntry<D>>,
  names: Names,
): CompiledComponent<D> | undefined {
  const { kind, body } = component;
  const entry = catalog.get(kind.value);
  if (!entry) {
    const kinds = [...catalog.keys()].map((name) => `\`${name}\``).join(', ');
    context.sink.report('SEN1510', `\`${kind.value}\` is not a kind of ${what}`, kind.span, {
      help: suggestName(kind.value, catalog.keys()) ?? `the kinds are ${kinds}`,
    });
    return undefined;
  }
  const { descriptor } = entry;
  const { validate } = entry;
  if (!validate(dataOf(body)))
    reportSchemaErrors(validate.errors ?? [], body, context.sink, {
      schema: descriptor.config,
      what: `\`${kind.value}\``,
      at: kind.span,
    });
  for (const keys of descriptor.oneOf ?? []) checkAlternatives(context, component, keys, true);
  for (const keys of descriptor.atMostOneOf ?? []) checkAlternatives(context, component, keys, false);
  return { descriptor, config: readConfig(context, body, descriptor.config, names) };
}

/** Of a group of keys not more than one is given, and where one is needed, not less. */
function checkAlternatives(
  { sink }: CompileContext,
  { kind, body }: Component,
  keys: readonly string[],
  needed: boolean,
): void {
  if (body.unread?.some((key) => keys.includes(key))) return;
  const [first, second] = keys.flatMap((key) => entryOf(body, key) ?? []);
  const listed = keys.map((key) => `\`${key}\``).join(' or ');
  if (!first && needed)
    sink.report('SEN1512', `\`${kind.value}\` needs ${listed}`, kind.span, { help: 'write one of them' });
  else if (first && second)
    sink.report('SEN1512', `\`${kind.value}\` takes only one of ${listed}`, second.key.span, {
      help: `remove it, or remove \`${first.key.text}\``,
    });
}
