/** Schemas in other forms that mean the same. */
import type { ConfigSchema } from '../src/plan/descriptor.ts';

type Json = Record<string, unknown>;

/** Each schema inside a schema replaced, the innermost first; `change` gets the old one too. */
function rewrite(schema: ConfigSchema, change: (schema: Json, old: ConfigSchema) => Json): Json {
  const { properties, items, additionalProperties } = schema;
  const inner = (value: ConfigSchema): Json => rewrite(value, change);
  const changed = {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, inner(value)])),
    }),
    ...(items && { items: inner(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inner(additionalProperties) }),
  };
  return change(changed, schema);
}

/** Without our own keyword, which only our reader understands. */
export function plain(schema: ConfigSchema): Json {
  return rewrite(schema, (part) => without(part, ['sentinel']));
}

/** Only what decides whether a value fits. */
export function bare(schema: ConfigSchema): Json {
  return rewrite(schema, (part) => without(part, ['sentinel', 'description', 'examples', 'default']));
}

function without(part: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));
}

/** What is shorter is repeated where it stands. */
const worthSharing = 60;

/** Parts that occur more than once become definitions, so that what is generated from them is there once. */
export function shareRepeated(schema: Json): Json {
  return share(schema, () => false);
}

/** Blocks become definitions too: code for a block that a policy does not have is then never compiled. */
export function shareBlocks(schema: Json): Json {
  return share(schema, ({ properties }) => properties !== undefined);
}

function share(schema: Json, always: (part: Json) => boolean): Json {
  const counts = new Map<string, number>();
  rewrite(schema, (part) => {
    const text = JSON.stringify(part);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return part;
  });
  const names = new Map<string, string>();
  const definitions: Json = {};
  const shared = rewrite(schema, (part, old) => {
    const text = JSON.stringify(old);
    const isRepeated = text.length >= worthSharing && (counts.get(text) ?? 0) > 1;
    if (old === schema || !(isRepeated || always(part))) return part;
    const name = names.get(text) ?? `part${names.size + 1}`;
    names.set(text, name);
    definitions[name] = part;
    return { $ref: `#/definitions/${name}` };
  });
  return { ...shared, definitions };
}
