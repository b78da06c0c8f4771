/**
 * Cuts text into Chevrotain's tokens, by the definitions of their types. Chevrotain's own lexer parses every pattern and
 * fills a table of 65,536 characters before its first token, which takes longer than all expressions of most policies;
 * here the types that may begin with a character are found out when one is met. Words, of which half of a policy is made,
 * are read by hand and looked up.
 */
import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';
import { Blank, Name, reservedWords } from './tokens.ts';

/** By its name the token types of each mode, in the order in which they are tried. */
type Modes = Readonly<Record<string, readonly TokenType[]>>;

/** The type of a word that stands at an offset of a text. */
type TypeOfWord = (word: string, text: string, offset: number) => TokenType;

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

interface Candidate {
  readonly type: TokenType;
  readonly read: Read;
}

class Mode {
  readonly types: readonly TokenType[];
  readonly hasWords: boolean;
  readonly hasBlanks: boolean;
  /** By the code of their first character. */
  readonly candidates: (readonly Candidate[] | undefined)[] = [];

  constructor(types: readonly TokenType[]) {
    this.types = types;
    this.hasWords = types.includes(Name);
    this.hasBlanks = types.includes(Blank);
  }
}

export class Scanner {
  readonly #modes: Map<string, Mode>;
  readonly #typeOf: TypeOfWord;
  readonly #readers = new Map<TokenType, Read>();

  constructor(modes: Modes, typeOf: TypeOfWord = (word) => reservedWords.get(word) ?? Name) {
    this.#modes = new Map(Object.entries(modes).map(([name, types]) => [name, new Mode(types)]));
    this.#typeOf = typeOf;
  }

  /** Reads the whole text, beginning in a mode. */
  scan(text: string, first: string): Scanned {
    const tokens: IToken[] = [];
    const aside: IToken[] = [];
    const strays: Stray[] = [];
    const outer: Mode[] = [];
    let mode = this.#mode(first);
    let unread = 0;
    for (let offset = 0; offset < text.length;) {
      const code = text.charCodeAt(offset);
      if (mode.hasBlanks && isBlank(code)) {
        if (unread > 0) strays.push({ offset: offset - unread, length: unread });
        unread = 0;
        offset++;
        continue;
      }
      const token =
        mode.hasWords && beginsWord(code)
          ? this.#wordAt(text, offset)
          : this.#tokenAt(text, offset, this.#candidatesFor(mode, code), tokens);
      if (token === undefined) {
        unread++;
        offset++;
        continue;
      }
      if (unread > 0) strays.push({ offset: offset - unread, length: unread });
      unread = 0;
      const { tokenType: type, image } = token;
      if (type.GROUP === undefined) tokens.push(token);
      else aside.push(token);
      if (type.PUSH_MODE !== undefined) {
        outer.push(mode);
        mode = this.#mode(type.PUSH_MODE);
      } else if (type.POP_MODE) {
        const left = outer.pop();
        if (left === undefined) strays.push({ offset, length: image.length });
        else mode = left;
      }
      offset += image.length;
    }
    if (unread > 0) strays.push({ offset: text.length - unread, length: unread });
    return { tokens, aside, strays };
  }

  #wordAt(text: string, offset: number): IToken {
    let end = offset + 1;
    while (goesOnWord(text.charCodeAt(end))) end++;
    const word = text.slice(offset, end);
    return tokenOf(this.#typeOf(word, text, offset), word, offset);
  }

  #tokenAt(
    text: string,
    offset: number,
    candidates: readonly Candidate[],
    before: IToken[],
  ): IToken | undefined {
    for (const { type, read } of candidates) {
      const end = read(text, offset, before);
      if (end > offset) return tokenOf(type, text.slice(offset, end), offset);
    }
    return undefined;
  }

  #mode(name: string): Mode {
    const mode = this.#modes.get(name);
    if (mode === undefined) throw new TypeError(`there is no mode ${name}`);
    return mode;
  }

  #candidatesFor({ types, candidates }: Mode, code: number): readonly Candidate[] {
    // The last stands for all that no type names as its first character.
    const key = Math.min(code, 128);
    let found = candidates[key];
    if (found === undefined) {
      const first = String.fromCharCode(code);
      found = types
        .filter((type) => mayBegin(type, first))
        .map((type) => ({ type, read: this.#readerOf(type) }));
      candidates[key] = found;
    }
    return found;
  }

  #readerOf(type: TokenType): Read {
    let read = this.#readers.get(type);
    if (read === undefined) this.#readers.set(type, (read = readerOf(type)));
    return read;
  }
}

function tokenOf(tokenType: TokenType, image: string, startOffset: number): IToken {
  return { image, startOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx as number };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
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

function readerOf({ PATTERN: pattern }: TokenType): Read {
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
