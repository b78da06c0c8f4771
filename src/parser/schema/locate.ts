/** From a JSON pointer to the node it means, the key that holds it, and the part of the schema that speaks of it. */
import type { ConfigSchema } from '../../plan/descriptor.ts';
import type { Span } from '../../plan/span.ts';
import { type DocumentNode, entryOf } from '../document.ts';

export interface Located {
  readonly node: DocumentNode;
  readonly schema: ConfigSchema;
  /** The last key on the way: its text and where it stands. */
  readonly key?: { readonly text: string; readonly span: Span };
}

/** Undefined when the pointer leads out of the document. */
export function locate(root: Located, pointer: string): Located | undefined {
  let found: Located = root;
  for (const segment of pointer.split('/').slice(1)) {
    const next = step(found, segment.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function step({ node, schema, key }: Located, segment: string): Located | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const item = node.items[Number(segment)];
    return item && { node: item.value, schema: schema.items ?? {}, ...(key && { key }) };
  }
  const entry = entryOf(node, segment);
  return (
    entry && {
      node: entry.value,
      schema: propertyOf(schema, segment),
      key: { text: segment, span: entry.key.span },
    }
  );
}

/** What the schema says of a key's value; nothing where it says nothing. */
export function propertyOf({ properties, additionalProperties }: ConfigSchema, key: string): ConfigSchema {
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key] ?? {};
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}
