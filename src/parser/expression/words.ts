/**
 * Words with types of their own. A policy is made of them by half, so they are found without cutting them out of the text,
 * by a hash that is worked out while the word is read.
 */
import type { TokenType } from 'chevrotain';

/** The types of a word. */
interface Typed {
  readonly word: string;
  readonly anywhere: TokenType;
  /** At the start of a line. */
  readonly atLineStart: TokenType;
}

/** Types differ in what else they hold, and are slow to ask: their indices are kept beside them. */
interface Known extends Typed {
  readonly anywhereIndex: number;
  readonly atLineStartIndex: number;
}

/** Places in the table: a power of two, and several times as many as there are words. */
const size = 1024;

export class WordTable {
  readonly #known: (Known | undefined)[] = Array.from({ length: size }, () => undefined);

  constructor(words: Iterable<Typed>) {
    for (const { word, anywhere, atLineStart } of words) {
      let hash = 0;
      for (let i = 0; i < word.length; i++) hash = hashed(hash, word.charCodeAt(i));
      let at = hash & (size - 1);
      while (this.#known[at]) at = (at + 1) & (size - 1);
      const anywhereIndex = anywhere.tokenTypeIdx as number;
      const atLineStartIndex = atLineStart.tokenTypeIdx as number;
      this.#known[at] = { word, anywhere, atLineStart, anywhereIndex, atLineStartIndex };
    }
  }

  /** The word that stands in `[start, end)` of a text. */
  find(text: string, start: number, end: number, hash: number): Known | undefined {
    let at = hash & (size - 1);
    for (let known; (known = this.#known[at]); at = (at + 1) & (size - 1))
      if (known.word.length === end - start && text.startsWith(known.word, start)) return known;
    return undefined;
  }
}

/** The hash of what `hash` is that of, with one more character. */
export function hashed(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}
