/** A document as YAML in its canonical form. Keys keep the author's order, and comments and groups their places. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import {
  type EntryNode,
  isAlias,
  type ItemNode,
  type ListNode,
  type MapNode,
  type ScalarNode,
} from '../../document.ts';
import { policySchema } from '../../schema/policy-schema.ts';
import { expressionLines } from '../expression.ts';
import { kindOf, schemaOfItems, schemaOfKey } from '../kinds.ts';
import {
  commentLines,
  commentText,
  fullWidth,
  layOut,
  type Line,
  linesBefore,
  withoutBlankStart,
} from '../lines.ts';
import { type BlockText, foldedText, joinedText, literalText } from './block-text.ts';
import { flowText } from './flow.ts';
import { keyText, scalarText } from './scalar.ts';

export function printYaml(document: MapNode): string {
  return layOut(members(document, policySchema, ''));
}

/** The entries or items of a collection, each on lines of its own. */
function members(node: MapNode | ListNode, schema: ConfigSchema, indent: string): readonly Line[] {
  const lines =
    node.kind === 'map'
      ? node.entries.flatMap((entry) => entryLines(entry, schema, indent))
      : node.items.flatMap((item) => itemLines(item, schema, indent));
  return withoutBlankStart([...lines, ...commentLines(node.closing, indent)]);
}

function entryLines(entry: EntryNode, schema: ConfigSchema, indent: string): readonly Line[] {
  const head = `${indent}${keyText(entry.key)}:`;
  const lines = valueLines(head, entry, schemaOfKey(schema, entry.key.text), indent);
  return [...linesBefore(entry.comments, indent), ...lines];
}

function itemLines(item: ItemNode, schema: ConfigSchema, indent: string): readonly Line[] {
  const [head, ...rest] = valueLines(`${indent}-`, item, schemaOfItems(schema), indent);
  const [first] = rest;
  const before = linesBefore(item.comments, indent);
  // The first key of a map stands behind the dash, if nothing else does.
  if (
    head?.text !== `${indent}-` ||
    head.comment !== undefined ||
    first?.text.trimStart().startsWith('#') !== false
  )
    return [...before, ...(head ? [head] : []), ...rest];
  const joined = { ...first, text: `${indent}- ${first.text.trimStart()}` };
  return [...before, joined, ...rest.slice(1)];
}

/** A key or a dash with its value, and what goes on below. */
function valueLines(
  head: string,
  member: EntryNode | ItemNode,
  schema: ConfigSchema,
  indent: string,
): readonly Line[] {
  const { value } = member;
  const comment = member.comments.trailing && commentText(member.comments.trailing);
  if (isAlias(member)) return [{ text: `${head} *${value.anchor}`, comment }];
  const anchored = value.anchor === undefined ? head : `${head} &${value.anchor}`;
  const inner = `${indent}  `;
  if (value.kind === 'scalar') return [{ ...scalarLine(anchored, value, schema, inner), comment }];
  const flow = flowText(value, schema);
  if (flow !== undefined && (isEmpty(value) || anchored.length + 1 + flow.length <= fullWidth))
    return [{ text: `${anchored} ${flow}`, comment }];
  // Comments in empty brackets have nothing to stand before.
  if (isEmpty(value))
    return [
      { text: `${anchored} ${value.kind === 'map' ? '{}' : '[]'}`, comment },
      ...commentLines(value.closing, indent),
    ];
  return [{ text: anchored, comment }, ...members(value, schema, inner)];
}

function isEmpty(node: MapNode | ListNode): boolean {
  return (node.kind === 'map' ? node.entries : node.items).length === 0;
}

function scalarLine(head: string, node: ScalarNode, schema: ConfigSchema, indent: string): Line {
  const kind = kindOf(schema);
  const text = `${head} ${scalarText(node, kind, false)}`;
  const block = blockText(node, kind === 'expression', text.length > fullWidth, indent);
  return block ? { text: `${head} ${block.header}`, below: block.below } : { text };
}

function blockText(
  node: ScalarNode,
  isExpression: boolean,
  isLong: boolean,
  indent: string,
): BlockText | undefined {
  if (isExpression) {
    const lines = isLong ? expressionLines(node.text) : [];
    return lines.length > 1 ? joinedText(lines, indent) : undefined;
  }
  const folds = node.style === 'folded' && (isLong || node.text.includes('\n'));
  const folded = folds ? foldedText(node.text, indent) : undefined;
  return folded ?? (node.text.includes('\n') ? literalText(node.text, indent) : undefined);
}
