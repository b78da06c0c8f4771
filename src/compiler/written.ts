import { entryOf, type MapNode } from '../parser/document.ts';
import type { Policy } from '../parser/tree.ts';

/**
 * Whether one of the keys stands in a named block, readable or not. What could not be read is absent from the tree and
 * has its diagnostic; it is not to be told as missing as well.
 */
export function isWritten(
  { document }: Policy,
  section: string,
  name: string,
  keys: readonly string[],
): boolean {
  const block = mapIn(mapIn(document, section), name);
  return keys.some((key) => block && (entryOf(block, key) || block.unread?.includes(key)));
}

function mapIn(map: MapNode | undefined, key: string): MapNode | undefined {
  const value = map && entryOf(map, key)?.value;
  return value?.kind === 'map' ? value : undefined;
}
