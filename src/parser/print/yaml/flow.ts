/** Collections between brackets, on one line. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import {
  type DocumentNode,
  type EntryNode,
  isAlias,
  type ItemNode,
  type ListNode,
  type MapNode,
} from '../../document.ts';
import { kindOf, schemaOfItems, schemaOfKey } from '../kinds.ts';
import { keyText, scalarText } from './scalar.ts';

/** Undefined for a collection that was not written so, or that holds comments, groups or a text of several lines. */
export function flowText(node: MapNode | ListNode, schema: ConfigSchema): string | undefined {
  const [, ...others] = node.kind === 'map' ? node.entries : node.items;
  const isGrouped = others.some(({ comments }) => comments.blankBefore);
  if (!node.flow || isGrouped || node.closing.length > 0) return undefined;
  const texts =
    node.kind === 'map'
      ? node.entries.map((entry) => entryText(entry, schema))
      : node.items.map((item) => memberText(item, schemaOfItems(schema)));
  if (texts.includes(undefined)) return undefined;
  const [open, close] = node.kind === 'list' ? '[]' : texts.length === 0 ? '{}' : ['{ ', ' }'];
  return `${open}${texts.join(', ')}${close}`;
}

function entryText(entry: EntryNode, schema: ConfigSchema): string | undefined {
  const text = memberText(entry, schemaOfKey(schema, entry.key.text));
  return text === undefined ? undefined : `${keyText(entry.key)}: ${text}`;
}

function memberText(member: EntryNode | ItemNode, schema: ConfigSchema): string | undefined {
  const { value, comments } = member;
  if (comments.leading.length > 0 || comments.trailing) return undefined;
  if (isAlias(member)) return `*${value.anchor}`;
  const text = valueText(value, schema);
  return text === undefined || value.anchor === undefined ? text : `&${value.anchor} ${text}`;
}

function valueText(node: DocumentNode, schema: ConfigSchema): string | undefined {
  if (node.kind !== 'scalar') return flowText(node, schema);
  const kind = kindOf(schema);
  return kind !== 'expression' && node.text.includes('\n') ? undefined : scalarText(node, kind, true);
}
