/** Document trees in forms that tests can compare. */
import { commentsIn } from '../../src/parser/document-comments.ts';
import type { Comment, Comments, DocumentNode, MapNode } from '../../src/parser/document.ts';
import { expressionText } from '../../src/parser/print/expression.ts';
import { kindOf, schemaOfItems, schemaOfKey } from '../../src/parser/print/kinds.ts';
import { policySchema } from '../../src/parser/schema/policy-schema.ts';
import type { ConfigSchema } from '../../src/plan/descriptor.ts';

/** Everything of a document but its places and styles: values in order, comments, groups. */
export function sketchOf(document: MapNode): unknown {
  return sketch(document, policySchema);
}

function sketch(node: DocumentNode, schema: ConfigSchema): unknown {
  switch (node.kind) {
    case 'scalar':
      return kindOf(schema) === 'expression' ? expressionText(node.text) : node.value;
    case 'list':
      return [
        ...node.items.map(({ value, comments }, i) => [
          sketch(value, schemaOfItems(schema)),
          ...remarks(comments, i === 0),
        ]),
        ...closing(node.closing),
      ];
    case 'map':
      return [
        ...node.entries.map(({ key, value, comments }, i) => [
          `${key.text}:`,
          sketch(value, schemaOfKey(schema, key.text)),
          ...remarks(comments, i === 0),
        ]),
        ...closing(node.closing),
      ];
  }
}

/** No blank line stands before the first member of a collection. */
function remarks({ leading, trailing, blankBefore, blankBetween }: Comments, isFirst: boolean): string[] {
  return [
    ...(blankBefore && !isFirst ? ['(blank)'] : []),
    ...leading.flatMap(({ text, blankBefore: apart }, i) => [
      ...(apart && i > 0 ? ['(blank)'] : []),
      `^ ${text}`,
    ]),
    ...(blankBetween ? ['(blank)'] : []),
    ...(trailing ? [`> ${trailing.text}`] : []),
  ];
}

function closing(comments: readonly Comment[]): string[] {
  return comments.flatMap(({ text, blankBefore }) => [...(blankBefore ? ['(blank)'] : []), `end ${text}`]);
}

/** What a document says, however it is said: keys sorted, one value the same as a list of it. */
export function meaningOf(document: MapNode): unknown {
  return meaning(document, policySchema);
}

function meaning(node: DocumentNode, schema: ConfigSchema): unknown {
  switch (node.kind) {
    case 'scalar':
      return kindOf(schema) === 'expression' ? expressionText(node.text) : node.value;
    case 'list': {
      const items = node.items.map(({ value }) => meaning(value, schemaOfItems(schema)));
      const isShort =
        items.length === 1 && schema.type?.includes('string') === true && schema.items?.sentinel;
      return isShort ? items[0] : items;
    }
    case 'map':
      return node.entries
        .map(({ key, value }) => [key.text, meaning(value, schemaOfKey(schema, key.text))] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** The texts of all comments, sorted: none may be lost or told twice. */
export function commentTexts(document: MapNode): readonly string[] {
  return commentsIn(document)
    .map(({ text }) => text)
    .toSorted();
}
