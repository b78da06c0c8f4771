/**
 * Globs of `like`: `*` is any run without `/`, `**` any run, `?` one character but `/`; everything else is itself.
 *
 * One row of the usual table: after each character of the text, `row[j]` tells whether the first `j` pieces of the
 * pattern match what was read. The cost is length of pattern × length of text, whatever the pattern is.
 */
const RUN = -1;
const ANYTHING = -2;
const ONE = -3;
const slash = 0x2f;

export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = piecesOf(pattern);
  const row = new Uint8Array(pieces.length + 1);
  row[0] = 1;
  for (let j = 0; j < pieces.length && isRun(pieces[j]); j++) row[j + 1] = 1;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    let diagonal = row[0] ?? 0;
    row[0] = 0;
    for (let j = 0; j < pieces.length; j++) {
      const piece = pieces[j];
      const above = row[j + 1] ?? 0;
      const fits =
        piece === code || piece === ANYTHING || (code !== slash && (piece === RUN || piece === ONE));
      if (isRun(piece)) row[j + 1] = (row[j] ?? 0) | (fits ? above : 0);
      else row[j + 1] = fits ? diagonal : 0;
      diagonal = above;
    }
  }
  return row[pieces.length] === 1;
}

function isRun(piece: number | undefined): boolean {
  return piece === RUN || piece === ANYTHING;
}

/** Code points, and negative numbers for the wild ones. */
function piecesOf(pattern: string): Int32Array {
  const pieces: number[] = [];
  for (const [text] of pattern.matchAll(/\*+|[^*]/gsu)) {
    if (text === '*') pieces.push(RUN);
    else if (text.startsWith('*')) pieces.push(ANYTHING);
    else pieces.push(text === '?' ? ONE : (text.codePointAt(0) ?? 0));
  }
  return Int32Array.from(pieces);
}
