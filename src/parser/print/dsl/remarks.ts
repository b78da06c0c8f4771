/** The comments of clauses. One clause stands for several keys of the document, and carries the comments of all. */
import type { Comment, Comments, DocumentNode } from '../../document.ts';
import { commentsIn } from '../../document-comments.ts';

export const noRemarks: Comments = { leading: [], blankBefore: false };

/** With those that stand inside what goes on the clause's own line. */
export function remarks(comments: Comments, ...inside: readonly DocumentNode[]): Comments {
  return above(comments, inside.flatMap(commentsIn));
}

/** Of a key and of the one key under it, which share a line. */
export function shared(outer: Comments, inner: Comments): Comments {
  const { trailing = outer.trailing } = inner;
  const freed = inner.trailing && outer.trailing ? [outer.trailing] : [];
  return withTrailing(above(outer, [...freed, ...inner.leading]), trailing);
}

/** Of the first clause under a key that has no line of its own. */
export function headed(heading: Comments, first: Comments): Comments {
  const freed = heading.trailing ? [heading.trailing] : [];
  const { blankBefore } = heading;
  const leading = [...heading.leading, ...freed, ...first.leading];
  const blankBetween = first.leading.length > 0 ? first.blankBetween : heading.blankBetween;
  return withTrailing({ leading, blankBefore, ...(blankBetween && { blankBetween }) }, first.trailing);
}

/** With more comments on lines of their own. */
function above(comments: Comments, more: readonly Comment[]): Comments {
  return more.length === 0 ? comments : { ...comments, leading: [...comments.leading, ...more] };
}

function withTrailing(comments: Comments, trailing: Comment | undefined): Comments {
  return trailing ? { ...comments, trailing } : comments;
}
