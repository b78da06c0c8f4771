/**
 * The audit as JSON lines: an entry a line, as it lies in the store, with its hash as the last member. A line is ASCII and
 * holds no order for a CI system, so that it can be shown anywhere; what is escaped for that is no part of what is hashed.
 */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { StoredEntry } from '../ports/stores.ts';
import type { ChainedText } from './audit-chain.ts';

export function lineOf({ text, hash }: Pick<StoredEntry, 'text' | 'hash'>): string {
  return `${ascii(text.slice(0, -1))},"hash":"${hash}"}`;
}

const END = /,"hash":"([0-9a-f]{64})"\}$/u;

/** Undefined for what `lineOf` did not write. */
export function entryOfLine(line: string): ChainedText | undefined {
  const [end = '', hash] = END.exec(line.slice(-LENGTH_OF_END)) ?? [];
  if (hash === undefined || HIDDEN.test(line)) return undefined;
  const shown = `${line.slice(0, -end.length)}}`;
  if (!shown.includes('\\u')) return { text: shown, hash };
  const text = unescaped(shown);
  return text !== undefined && lineOf({ text, hash }) === line ? { text, hash } : undefined;
}

/** What is escaped in a line. */
const HIDDEN = /[^ -~]|##/u;

const LENGTH_OF_END = ',"hash":""}'.length + 64;

/** Half a character is the only thing beyond ASCII that JSON itself escapes: then it is read as JSON. */
function unescaped(json: string): string | undefined {
  const text = json.replace(/\\(?:u([0-9a-f]{4})|.)/gsu, (escape, hex?: string) => {
    const unit = hex === undefined ? 0 : Number.parseInt(hex, 16);
    return unit < FIRST_SHOWN ? escape : String.fromCharCode(unit);
  });
  return text.isWellFormed() ? text : parsed(json);
}

/** Below it JSON escapes by itself. */
const FIRST_SHOWN = 0x20;

function parsed(json: string): string | undefined {
  try {
    return canonicalJson(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function ascii(json: string): string {
  return json.replace(/[^ -~]|#(?=#)/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => {
      const unit = character.charCodeAt(i).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}
