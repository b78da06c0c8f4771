/**
 * The name that was probably meant: within a third of its length in edits (a swap of two neighbours is one), and only
 * when no other candidate is as near. The distance is bounded, so that a long text costs nothing.
 */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  let tied = false;
  const folded = fold(written);
  for (const candidate of candidates) {
    const allowed = Math.min(bestDistance, Math.max(1, Math.floor(candidate.length / 3)));
    const distance = editDistance(folded, fold(candidate), allowed);
    if (distance > allowed) continue;
    tied = distance === bestDistance && candidate !== best;
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return tied ? undefined : best;
}

/** A help line for `didYouMean`: "did you mean `severity`?" */
export function suggestName(written: string, candidates: Iterable<string>): string | undefined {
  const name = didYouMean(written, candidates);
  return name === undefined ? undefined : `did you mean \`${name}\`?`;
}

/** Letter case and the choice between `-`, `_` and a space are the commonest slips and cost nothing. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '_');
}

/** Edits (insert, delete, replace, swap neighbours) between two texts; any number above `limit` when there are more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
