import type { Comment, DocumentNode } from './document.ts';

/** All comments of a document, in their order. */
export function commentsIn(document: DocumentNode): readonly Comment[] {
  return collect(document).toSorted((a, b) => a.span.start - b.span.start);
}

function collect(node: DocumentNode): readonly Comment[] {
  if (node.kind === 'scalar') return [];
  const members = node.kind === 'map' ? node.entries : node.items;
  return [
    ...members.flatMap(({ comments: { leading, trailing }, value }) => [
      ...leading,
      ...(trailing ? [trailing] : []),
      ...collect(value),
    ]),
    ...node.closing,
  ];
}
