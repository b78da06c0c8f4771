/**
 * Diagrams of the rules: a line runs from left to right through what is written, forks where there is a choice, goes
 * round what may be left out, and back over what may be repeated.
 */
import type { GrammarRule, Part } from './rules.ts';

/** A piece of a diagram. Its line enters at the left and leaves at the right at the same height. */
interface Piece {
  readonly width: number;
  /** How far it reaches above and below its line. */
  readonly up: number;
  readonly down: number;
  draw(x: number, y: number): string;
}

const letter = 7;
const half = 11;
const gap = 8;
const turn = 10;

export function drawRules(rules: readonly GrammarRule[]): string {
  let y = 10;
  let widest = 0;
  const drawn = rules.map(({ name, part }) => {
    const piece = pieceOf(part);
    const line = y + 24 + piece.up;
    y = line + piece.down + 24;
    widest = Math.max(widest, piece.width + 60);
    const end = 20 + gap + piece.width + gap;
    return `<text class="n" x="10" y="${line - piece.up - 8}">${escaped(name)}</text><path d="M20 ${line - 6}v12M20 ${line}h${gap}M${end - gap} ${line}h${gap}M${end} ${line - 6}v12"/>${piece.draw(20 + gap, line)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widest} ${y}" width="${widest}" height="${y}">
<style>text{font:12px monospace;text-anchor:middle}.n{font-weight:bold;text-anchor:start}path{fill:none;stroke:#456}rect{fill:#fff;stroke:#456}.w{fill:#eef4d8}</style>
<rect width="100%" height="100%" stroke="none"/>
${drawn.join('\n')}
</svg>
`;
}

function pieceOf(part: Part): Piece {
  switch (part.kind) {
    case 'word':
      return box(part.text, true);
    case 'rule':
      return box(part.name, false);
    case 'sequence':
      return row(part.parts.map(pieceOf));
    case 'choice':
      return fork(part.parts.map(pieceOf));
    case 'optional':
      return fork([nothing, pieceOf(part.part)]);
    case 'repeated': {
      const back = part.separator ? pieceOf(part.separator) : nothing;
      const again = loop(pieceOf(part.part), back);
      return part.separator ? again : fork([nothing, again]);
    }
  }
}

const nothing: Piece = { width: 0, up: 0, down: 0, draw: () => '' };

function box(text: string, isWord: boolean): Piece {
  const width = text.length * letter + 16;
  return {
    width,
    up: half,
    down: half,
    draw: (x, y) =>
      `<rect${isWord ? ' class="w"' : ''} x="${x}" y="${y - half}" width="${width}" height="${2 * half}"${isWord ? ` rx="${half}"` : ''}/><text x="${x + width / 2}" y="${y + 4}">${escaped(text)}</text>`,
  };
}

function row(pieces: readonly Piece[]): Piece {
  return {
    width: pieces.reduce((sum, { width }) => sum + width, gap * (pieces.length - 1)),
    up: Math.max(...pieces.map(({ up }) => up)),
    down: Math.max(...pieces.map(({ down }) => down)),
    draw(x, y) {
      let at = x;
      return pieces
        .map((piece, index) => {
          const line = index > 0 ? `<path d="M${at} ${y}h${gap}"/>` : '';
          if (index > 0) at += gap;
          const text = line + piece.draw(at, y);
          at += piece.width;
          return text;
        })
        .join('');
    },
  };
}

/** One below the other; the first on the line. */
function fork(pieces: readonly Piece[]): Piece {
  const inner = Math.max(...pieces.map(({ width }) => width));
  const drops: number[] = [];
  let drop = 0;
  for (const [index, piece] of pieces.entries()) {
    const above = pieces[index - 1];
    if (above) drop += Math.max(above.down + gap + piece.up, 2 * turn);
    drops.push(drop);
  }
  const width = inner + 4 * turn;
  return {
    width,
    up: pieces[0]?.up ?? 0,
    down: drop + (pieces.at(-1)?.down ?? 0),
    draw: (x, y) =>
      pieces
        .map((piece, index) => {
          const down = drops[index] ?? 0;
          const left = x + 2 * turn;
          const rest = inner - piece.width;
          const enter =
            down === 0
              ? `M${x} ${y}h${2 * turn}`
              : `M${x} ${y}q${turn} 0 ${turn} ${turn}v${down - 2 * turn}q0 ${turn} ${turn} ${turn}`;
          const leave =
            down === 0
              ? `M${left + piece.width} ${y}h${rest + 2 * turn}`
              : `M${left + piece.width} ${y + down}h${rest}q${turn} 0 ${turn} ${-turn}v${2 * turn - down}q0 ${-turn} ${turn} ${-turn}`;
          return `<path d="${enter}${leave}"/>${piece.draw(left, y + down)}`;
        })
        .join(''),
  };
}

/** The piece once or more, and on the way back the other. */
function loop(piece: Piece, back: Piece): Piece {
  const inner = Math.max(piece.width, back.width);
  const down = Math.max(piece.down + gap + back.up, 2 * turn);
  return {
    width: inner + 2 * turn,
    up: piece.up,
    down: down + back.down,
    draw(x, y) {
      const left = x + turn;
      const right = left + inner;
      const middle = left + (inner - back.width) / 2;
      const forth = `M${x} ${y}h${turn}M${left + piece.width} ${y}h${inner - piece.width + turn}`;
      const round = `M${right} ${y}q${turn} 0 ${turn} ${turn}v${down - 2 * turn}q0 ${turn} ${-turn} ${turn}H${middle + back.width}M${middle} ${y + down}H${left}q${-turn} 0 ${-turn} ${-turn}v${2 * turn - down}q0 ${-turn} ${turn} ${-turn}`;
      return `<path d="${forth}${round}"/>${piece.draw(left, y)}${back.draw(middle, y + down)}`;
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
