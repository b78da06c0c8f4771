/** What the language says of a place: the part of the schema that a path of keys leads to. */
import type { AnyDescriptor, Catalog, ConfigSchema } from '../../plan/descriptor.ts';
import { policySchema } from '../../parser/schema/policy-schema.ts';
import { componentBody } from '../../parser/schema/values.ts';

/** Keys from the root to a value; an item of a list is `[]`. */
export type Path = readonly string[];

export const ITEM = '[]';

const anything: ConfigSchema = {};

/** The schema of a value; one that knows nothing where the path leads out of the language. */
export function schemaAt(path: Path, catalog: Catalog): ConfigSchema {
  let schema = policySchema;
  for (const [depth, key] of path.entries()) schema = child(schema, path.slice(0, depth), key, catalog);
  return schema;
}

/** The schema of one member of a value. */
export function child(schema: ConfigSchema, path: Path, key: string, catalog: Catalog): ConfigSchema {
  if (key === ITEM) return schema.items ?? anything;
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, key)) return properties[key] ?? anything;
  if (typeof additionalProperties !== 'object') return anything;
  if (additionalProperties !== componentBody) return additionalProperties;
  return componentsAt(path, catalog)?.get(key)?.descriptor.config ?? componentBody;
}

type Components = ReadonlyMap<string, { readonly descriptor: AnyDescriptor }>;

/** The kinds of component that the block at a path may name; undefined where it takes none that is known. */
export function componentsAt(path: Path, catalog: Catalog): Components | undefined {
  if (path.length === 2 && path[0] === 'probes') return catalog.probes;
  if (path.length === 3 && path[0] === 'rollouts' && path[2] === 'traffic') return catalog.traffic;
  if (path.length === 5 && path[2] === 'rollback' && path[3] === 'tiers') return catalog.traffic;
  if (path.length === 2 && path[0] === 'notifications') return catalog.notifiers;
  if (path.at(-1) === ITEM && (path.at(-2) === 'before' || path.at(-2) === 'after')) return catalog.steps;
  return undefined;
}

/** The descriptor of the component whose body is at a path. */
export function componentAt(path: Path, catalog: Catalog): AnyDescriptor | undefined {
  const kind = path.at(-1);
  return kind === undefined ? undefined : componentsAt(path.slice(0, -1), catalog)?.get(kind)?.descriptor;
}

export function isBlock({ properties, additionalProperties }: ConfigSchema): boolean {
  return properties !== undefined || typeof additionalProperties === 'object';
}

/** What expressions a value holds: it is one, or has `${…}` inside. */
export function holdsExpressions({ sentinel }: ConfigSchema): 'expression' | 'template' | undefined {
  if (sentinel?.expression === 'condition') return 'expression';
  return sentinel?.expression === 'template' || sentinel?.sink ? 'template' : undefined;
}
