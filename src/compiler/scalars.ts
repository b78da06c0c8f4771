import type { DocumentNode, ScalarNode } from '../parser/document.ts';

/** Every scalar value inside a node, in order; keys are left out. */
export function scalarsIn(node: DocumentNode): readonly ScalarNode[] {
  switch (node.kind) {
    case 'scalar':
      return [node];
    case 'list':
      return node.items.flatMap(({ value }) => scalarsIn(value));
    case 'map':
      return node.entries.flatMap(({ value }) => scalarsIn(value));
  }
}
