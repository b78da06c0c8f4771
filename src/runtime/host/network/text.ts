/** Texts that a server gave: what of them may be shown, and what of them can be read. */
import { type Known, unknown, type Value, valueOfJson } from '../../../plan/value.ts';

const LONGEST_QUOTE = 200;
const DEEPEST_JSON = 64;

/** One line of it, without characters that steer a terminal or turn the direction of text. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** The text as JSON; unknown if it is not, or nested so deeply that no one can mean it. */
export function jsonValue(text: string): Known<Value> {
  if (depthOf(text) > DEEPEST_JSON) return unknown(`the body is nested deeper than ${DEEPEST_JSON} levels`);
  try {
    return valueOfJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return unknown('the body is not JSON');
    throw error;
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const mark = text[index];
    if (inString && mark === '\\') index++;
    else if (mark === '"') inString = !inString;
    else if (inString) continue;
    else if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}
