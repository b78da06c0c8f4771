/**
 * Globs of `like`: `*` is any run without `/`, `**` any run, `?` one character but `/`; everything else is itself.
 *
 * The pattern is run as a set of positions over the text, one character at a time, so the cost is at most
 * length of pattern × length of text whatever the pattern is.
 */
type Piece =
  { readonly kind: 'one' | 'run' | 'anything' } | { readonly kind: 'character'; readonly text: string };

export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = piecesOf(pattern);
  let positions = reach(pieces, [0]);
  for (const character of text) {
    const next: number[] = [];
    for (const position of positions) {
      const piece = pieces[position];
      if (piece === undefined) continue;
      if (piece.kind === 'anything') next.push(position);
      else if (piece.kind === 'run') {
        if (character !== '/') next.push(position);
      } else if (piece.kind === 'one' ? character !== '/' : piece.text === character) next.push(position + 1);
    }
    if (next.length === 0) return false;
    positions = reach(pieces, next);
  }
  return positions.has(pieces.length);
}

/** The positions and all that follow them by reading a run as nothing. */
function reach(pieces: readonly Piece[], from: readonly number[]): Set<number> {
  const reached = new Set<number>();
  for (const start of from)
    for (let position = start; !reached.has(position); position++) {
      reached.add(position);
      const kind = pieces[position]?.kind;
      if (kind !== 'run' && kind !== 'anything') break;
    }
  return reached;
}

function piecesOf(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [text] of pattern.matchAll(/\*+|[^*]/gsu)) {
    const kind =
      text === '*' ? 'run' : text.startsWith('*') ? 'anything' : text === '?' ? 'one' : 'character';
    pieces.push({ kind, text });
  }
  return pieces;
}
