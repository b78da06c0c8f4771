/**
 * Makes text from policies, services and repositories harmless where it is shown. Everything that is written for people
 * passes here, and every program format escapes with these functions too.
 */

/**
 * What a terminal acts on, what turns the direction of reading, and what cannot be seen: C0 and C1 controls, DEL, line
 * and paragraph separators, bidirectional controls, zero-width characters, the byte order mark, tags.
 */
const steering =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Controls are shown as escapes, `\x1b`, `\u{202e}`. The result is one line. */
export function visible(text: string): string {
  return text.replace(steering, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

function escapeOf(codePoint: number): string {
  if (codePoint === 0x0a) return '\\n';
  if (codePoint === 0x0d) return '\\r';
  if (codePoint === 0x09) return '\\t';
  const hex = codePoint.toString(16);
  return codePoint < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}

/**
 * Breaks what a CI system would take from a line of output as an order: GitHub reads `::` at the start and `##[`
 * anywhere, Azure `##vso[`, TeamCity `##teamcity[`.
 */
export function withoutOrders(line: string): string {
  return line.replace(/^(\s*):(?=:)/u, '$1: ').replace(/#(?=#(?:vso|teamcity)?\[)/giu, '# ');
}

/** JSON in which nothing steers a terminal and no string holds an order for a CI system. */
export function harmlessJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(steering, (character) =>
      character === '\n'
        ? character
        : Array.from({ length: character.length }, (_, index) =>
            unitEscape(character.charCodeAt(index)),
          ).join(''),
    )
    .replace(/##(?=(?:vso|teamcity)?\[)/giu, '\\u0023\\u0023');
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
