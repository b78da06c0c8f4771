import type { DocumentNode } from '../document.ts';

/** A document's values alone, for validators. Its objects have no prototype, so a key is only ever a key. */
export function dataOf(node: DocumentNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(({ value }) => dataOf(value));
    case 'map': {
      const data: Record<string, unknown> = Object.create(null);
      for (const { key, value } of node.entries) data[key.text] = dataOf(value);
      return data;
    }
  }
}
