/** Parts of a document by their shape. A policy is printed only when its structure was found sound. */
import { type DocumentNode, entryOf, type ListNode, type MapNode, type ScalarNode } from '../../document.ts';

type Kind = DocumentNode['kind'];

export function asMap(node: DocumentNode): MapNode {
  if (node.kind !== 'map') throw unsound(node.kind, 'map');
  return node;
}

export function asList(node: DocumentNode): ListNode {
  if (node.kind !== 'list') throw unsound(node.kind, 'list');
  return node;
}

export function asScalar(node: DocumentNode): ScalarNode {
  if (node.kind !== 'scalar') throw unsound(node.kind, 'scalar');
  return node;
}

/** The values of a key that takes one or a list of them. */
export function scalarsOf(node: DocumentNode): readonly ScalarNode[] {
  return node.kind === 'list' ? node.items.map(({ value }) => asScalar(value)) : [asScalar(node)];
}

/** The value of a key, if it is there. */
export function scalarIn(map: MapNode, key: string): ScalarNode | undefined {
  const entry = entryOf(map, key);
  return entry && asScalar(entry.value);
}

function unsound(found: Kind, wanted: Kind): TypeError {
  return new TypeError(`a ${found} stands where a ${wanted} belongs`);
}
