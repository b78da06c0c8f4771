/**
 * Cuts text into Chevrotain's tokens, by the definitions of their types. Chevrotain's own lexer parses every pattern and
 * fills a table of 65,536 characters before its first token, which takes longer than all expressions of most policies;
 * here the types that may begin with a character are found out when one is met. What is skipped is left out.
 */
import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';

/** By its name the token types of each mode, in the order in which they are tried. */
type Modes = Readonly<Record<string, readonly TokenType[]>>;

/** A piece of text that is no token, or a token that closes a mode when none is open. */
export interface Stray {
  readonly offset: number;
  readonly length: number;
}

interface Scanned {
  readonly tokens: IToken[];
  readonly strays: readonly Stray[];
}

/** What a token is when it stands at the offset: empty when it does not. `before` are the tokens so far. */
type Read = (text: string, offset: number, before: IToken[]) => string;

interface Candidate {
  readonly type: TokenType;
  readonly read: Read;
}

export class Scanner {
  readonly #modes: Modes;
  /** By mode and first character. */
  readonly #candidates = new Map<string, Map<string, readonly Candidate[]>>();
  readonly #readers = new Map<TokenType, Read>();

  constructor(modes: Modes) {
    this.#modes = modes;
  }

  /** Reads the whole text, beginning in a mode. */
  scan(text: string, mode: string): Scanned {
    const tokens: IToken[] = [];
    const strays: Stray[] = [];
    const modes: string[] = [];
    let current = mode;
    let unread = 0;
    for (let offset = 0; offset < text.length;) {
      const token = this.#tokenAt(text, offset, current, tokens);
      if (token === undefined) {
        unread++;
        offset++;
        continue;
      }
      if (unread > 0) strays.push({ offset: offset - unread, length: unread });
      unread = 0;
      const { tokenType: type, image } = token;
      if (type.GROUP === undefined) tokens.push(token);
      if (type.PUSH_MODE !== undefined) {
        modes.push(current);
        current = type.PUSH_MODE;
      } else if (type.POP_MODE) {
        const outer = modes.pop();
        if (outer === undefined) strays.push({ offset, length: image.length });
        else current = outer;
      }
      offset += image.length;
    }
    if (unread > 0) strays.push({ offset: text.length - unread, length: unread });
    return { tokens, strays };
  }

  #tokenAt(text: string, startOffset: number, mode: string, before: IToken[]): IToken | undefined {
    for (const { type, read } of this.#candidatesFor(mode, text.charAt(startOffset))) {
      const image = read(text, startOffset, before);
      if (image === '') continue;
      return { image, startOffset, tokenType: type, tokenTypeIdx: type.tokenTypeIdx as number };
    }
    return undefined;
  }

  #candidatesFor(mode: string, first: string): readonly Candidate[] {
    let byFirst = this.#candidates.get(mode);
    if (byFirst === undefined) this.#candidates.set(mode, (byFirst = new Map()));
    let found = byFirst.get(first);
    if (found === undefined) {
      found = (this.#modes[mode] ?? [])
        .filter((type) => mayBegin(type, first))
        .map((type) => ({ type, read: this.#readerOf(type) }));
      byFirst.set(first, found);
    }
    return found;
  }

  #readerOf(type: TokenType): Read {
    let read = this.#readers.get(type);
    if (read === undefined) this.#readers.set(type, (read = readerOf(type)));
    return read;
  }
}

/** A pattern that tells no first characters may begin with any. */
function mayBegin({ PATTERN, START_CHARS_HINT }: TokenType, first: string): boolean {
  if (typeof PATTERN === 'string') return PATTERN.startsWith(first);
  return START_CHARS_HINT === undefined || START_CHARS_HINT.includes(first);
}

function readerOf({ PATTERN: pattern }: TokenType): Read {
  if (typeof pattern === 'string') return (text, offset) => (text.startsWith(pattern, offset) ? pattern : '');
  if (pattern instanceof RegExp) {
    // Patterns see UTF-16 units: with the flag `u`, one that is asked in the middle of a pair would step back.
    const sticky = new RegExp(pattern.source, 'y');
    return (text, offset) => {
      sticky.lastIndex = offset;
      return sticky.exec(text)?.[0] ?? '';
    };
  }
  const { exec } = pattern as { readonly exec: CustomPatternMatcherFunc };
  return (text, offset, before) => exec(text, offset, before, {})?.[0] ?? '';
}
