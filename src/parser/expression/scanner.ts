/**
 * Cuts text into Chevrotain's tokens, by the definitions of their types. Chevrotain's own lexer parses every pattern and
 * fills a table of 65,536 characters before its first token, which takes longer than all expressions of most policies;
 * here the types that may begin with a character are found out when one is met. Words, of which half of a policy is made,
 * are read by hand and looked up.
 */
import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';
import { codeAt, endOfPlainText, endOfQuantity, isDigit, isTimed } from './spellings.ts';
import { Blank, Name, PlainText, Quantity, reservedWords } from './tokens.ts';
import { hashed, WordTable } from './words.ts';

/** By its name the token types of each mode, in the order in which they are tried. */
type Modes = Readonly<Record<string, readonly TokenType[]>>;

/** A piece of text that is no token, or a token that closes a mode when none is open. */
export interface Stray {
  readonly offset: number;
  readonly length: number;
}

interface Scanned {
  readonly tokens: IToken[];
  /** Tokens of a group of their own, such as comments. What is skipped is left out. */
  readonly aside: readonly IToken[];
  readonly strays: readonly Stray[];
}

/** Where a token that stands at the offset ends; not behind the offset when none does. `before` are the tokens so far. */
type Read = (text: string, offset: number, before: IToken[]) => number;

/** What a mode may read at a character. What is asked of a type for every token is kept here, where all look alike. */
interface Candidate {
  readonly type: TokenType;
  readonly index: number;
  /** What it always looks like. */
  readonly image: string | undefined;
  readonly read: Read;
  readonly isAside: boolean;
  readonly opens: string | undefined;
  readonly closes: boolean;
}

class Mode {
  readonly types: readonly TokenType[];
  readonly hasWords: boolean;
  readonly hasBlanks: boolean;
  readonly hasNumbers: boolean;
  readonly hasTexts: boolean;
  /** By the code of their first character. */
  readonly candidates: (readonly Candidate[] | undefined)[] = [];

  constructor(types: readonly TokenType[]) {
    this.types = types;
    this.hasWords = types.includes(Name);
    this.hasBlanks = types.includes(Blank);
    this.hasNumbers = types.includes(Quantity);
    this.hasTexts = types.includes(PlainText);
  }
}

export class Scanner {
  readonly #modes: ReadonlyMap<string, Mode>;
  readonly #words: WordTable;
  readonly #read = new Map<TokenType, Candidate>();

  constructor(modes: Modes, words = new WordTable(reservedWords)) {
    this.#modes = new Map(Object.entries(modes).map(([name, types]) => [name, new Mode(types)]));
    this.#words = words;
  }

  /** Reads the whole text, beginning in a mode. */
  scan(text: string, first: string): Scanned {
    const tokens: IToken[] = [];
    const aside: IToken[] = [];
    const strays: Stray[] = [];
    const outer: Mode[] = [];
    let mode = this.#mode(first);
    /** Where what is no token begins, when there is any before the offset. */
    let stray = -1;
    let atLineStart = true;
    for (let offset = 0; offset < text.length;) {
      const start = offset;
      let code = text.charCodeAt(start);
      let found: Candidate | undefined;
      if (mode.hasBlanks && isBlank(code)) {
        for (; isBlank(code); code = codeAt(text, ++offset)) if (code === lineFeed) atLineStart = true;
        if (stray === -1) continue;
      } else if (mode.hasWords && beginsWord(code)) {
        let hash = code;
        let next = codeAt(text, ++offset);
        for (; goesOnWord(next); next = codeAt(text, ++offset)) hash = hashed(hash, next);
        const known = this.#words.find(text, start, offset, hash);
        if (!known) tokens.push(tokenOf(Name, name, text.slice(start, offset), start));
        else if (atLineStart && next !== dot)
          tokens.push(tokenOf(known.atLineStart, known.atLineStartIndex, known.word, start));
        else tokens.push(tokenOf(known.anywhere, known.anywhereIndex, known.word, start));
        atLineStart = false;
      } else if (mode.hasNumbers && isDigit(code) && !isTimed(text, start)) {
        offset = endOfQuantity(text, start);
        tokens.push(tokenOf(Quantity, quantity, text.slice(start, offset), start));
        atLineStart = false;
      } else if (mode.hasTexts && isQuote(code) && (offset = endOfPlainText(text, start)) > start) {
        tokens.push(tokenOf(PlainText, plainText, text.slice(start, offset), start));
        atLineStart = false;
      } else {
        for (const candidate of this.#candidatesFor(mode, code)) {
          offset = candidate.read(text, start, tokens);
          if (offset === start) continue;
          found = candidate;
          break;
        }
        if (found === undefined) {
          if (stray === -1) stray = start;
          offset = start + 1;
          atLineStart = false;
          continue;
        }
        const { type, index, image, isAside } = found;
        const token = tokenOf(type, index, image ?? text.slice(start, offset), start);
        if (isAside) aside.push(token);
        else tokens.push(token);
        atLineStart = text.charCodeAt(offset - 1) === lineFeed;
      }
      if (stray !== -1) strays.push({ offset: stray, length: start - stray });
      stray = -1;
      if (found?.opens !== undefined) {
        outer.push(mode);
        mode = this.#mode(found.opens);
      } else if (found?.closes) {
        const left = outer.pop();
        if (left === undefined) strays.push({ offset: start, length: offset - start });
        else mode = left;
      }
    }
    if (stray !== -1) strays.push({ offset: stray, length: text.length - stray });
    return { tokens, aside, strays };
  }

  #mode(name: string): Mode {
    return this.#modes.get(name) as Mode;
  }

  #candidatesFor({ types, candidates }: Mode, code: number): readonly Candidate[] {
    // The last stands for all characters that no type names as its first.
    const key = Math.min(code, 128);
    return (candidates[key] ??= types
      .filter((type) => mayBegin(type, String.fromCharCode(code)))
      .map((type) => this.#candidate(type)));
  }

  #candidate(type: TokenType): Candidate {
    let candidate = this.#read.get(type);
    if (candidate === undefined) this.#read.set(type, (candidate = candidateOf(type)));
    return candidate;
  }
}

function candidateOf(type: TokenType): Candidate {
  return {
    type,
    index: type.tokenTypeIdx as number,
    image: typeof type.PATTERN === 'string' ? type.PATTERN : undefined,
    read: readerOf(type),
    isAside: type.GROUP !== undefined,
    opens: type.PUSH_MODE,
    closes: type.POP_MODE ?? false,
  };
}

function tokenOf(tokenType: TokenType, tokenTypeIdx: number, image: string, startOffset: number): IToken {
  return { image, startOffset, tokenType, tokenTypeIdx };
}

const name = Name.tokenTypeIdx as number;
const quantity = Quantity.tokenTypeIdx as number;
const plainText = PlainText.tokenTypeIdx as number;

const lineFeed = 10;
const dot = 46;

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

function isBlank(code: number): boolean {
  return code === 32 || code === lineFeed || code === 13 || code === 9;
}

function beginsWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function goesOnWord(code: number): boolean {
  return beginsWord(code) || (code >= 48 && code <= 57);
}

/** A pattern that tells no first characters may begin with any. */
function mayBegin({ PATTERN, START_CHARS_HINT }: TokenType, first: string): boolean {
  if (typeof PATTERN === 'string') return PATTERN.startsWith(first);
  return START_CHARS_HINT === undefined || START_CHARS_HINT.includes(first);
}

function readerOf(type: TokenType): Read {
  if (type === Quantity) return endOfQuantity;
  const { PATTERN: pattern } = type;
  // The character is known to be one that the type may begin with.
  if (typeof pattern === 'string' && pattern.length === 1) return (_, offset) => offset + 1;
  if (typeof pattern === 'string')
    return (text, offset) => (text.startsWith(pattern, offset) ? offset + pattern.length : offset);
  if (pattern instanceof RegExp) {
    // Patterns see UTF-16 units: with the flag `u`, one that is asked in the middle of a pair would step back.
    const sticky = new RegExp(pattern.source, 'y');
    return (text, offset) => {
      sticky.lastIndex = offset;
      return sticky.test(text) ? sticky.lastIndex : offset;
    };
  }
  const { exec } = pattern as { readonly exec: CustomPatternMatcherFunc };
  return (text, offset, before) => offset + (exec(text, offset, before, {})?.[0] ?? '').length;
}
