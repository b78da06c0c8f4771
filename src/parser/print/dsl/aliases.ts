/** The DSL has no aliases: each value stands where it is used, its comments only where it was written first. */
import {
  type DocumentNode,
  type EntryNode,
  isAlias,
  type ItemNode,
  type ListNode,
  type MapNode,
} from '../../document.ts';

export function expandAliases(map: MapNode): MapNode {
  return { ...map, entries: map.entries.map(expandMember) };
}

function expandMember<M extends EntryNode | ItemNode>(member: M): M {
  const expanded = expand(member.value);
  return { ...member, value: isAlias(member) ? withoutComments(expanded) : expanded };
}

function expand(node: DocumentNode): DocumentNode {
  if (node.kind === 'scalar') return node;
  return node.kind === 'map' ? expandAliases(node) : { ...node, items: node.items.map(expandMember) };
}

function withoutComments(node: DocumentNode): DocumentNode {
  if (node.kind === 'scalar') return node;
  const bare = <M extends EntryNode | ItemNode>(member: M): M => ({
    ...member,
    value: withoutComments(member.value),
    comments: { leading: [], blankBefore: member.comments.blankBefore },
  });
  return node.kind === 'map'
    ? ({ ...node, closing: [], entries: node.entries.map(bare) } satisfies MapNode)
    : ({ ...node, closing: [], items: node.items.map(bare) } satisfies ListNode);
}
