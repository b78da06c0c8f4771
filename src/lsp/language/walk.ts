/** Walks a document with the schema of each of its places. */
import type { Catalog, ConfigSchema } from '../../plan/descriptor.ts';
import type { DocumentNode, EntryNode, ScalarNode } from '../../parser/document.ts';
import { policySchema } from '../../parser/schema/policy-schema.ts';
import { child, ITEM, type Path } from './schema.ts';

export interface Visitor {
  /** A key with its value; `path` leads to the value, `schema` is the value's, `owner` that of the map. */
  entry?(entry: EntryNode, path: Path, schema: ConfigSchema, owner: ConfigSchema): void;
  /** A value that is neither a map nor a list. */
  scalar?(node: ScalarNode, path: Path, schema: ConfigSchema): void;
}

export function walkDocument(document: DocumentNode, catalog: Catalog, visitor: Visitor): void {
  const walk = (node: DocumentNode, path: Path, schema: ConfigSchema): void => {
    if (node.kind === 'scalar') visitor.scalar?.(node, path, schema);
    else if (node.kind === 'list') {
      const item = child(schema, path, ITEM, catalog);
      for (const { value } of node.items) walk(value, [...path, ITEM], item);
    } else
      for (const entry of node.entries) {
        const key = entry.key.text;
        const inner = [...path, key];
        const found = child(schema, path, key, catalog);
        visitor.entry?.(entry, inner, found, schema);
        walk(entry.value, inner, found);
      }
  };
  walk(document, [], policySchema);
}
