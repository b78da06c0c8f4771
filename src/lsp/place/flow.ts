/** Reads `{ … }` and `[ … ]` as far as they are written. */
import { ITEM, type Path } from '../language/schema.ts';
import type { Place } from './place.ts';

interface Frame {
  readonly open: '{' | '[';
  key?: string;
  /** What was written since the last separator. */
  written: string;
}

export class FlowReader {
  readonly #frames: Frame[] = [];
  #quote: string | undefined;
  #isComment = false;
  #isClosed = false;

  /** The last bracket was closed. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  read(text: string): void {
    for (let at = 0; at < text.length && !this.#isClosed; at++)
      this.#take(text.charAt(at), text.charAt(at + 1));
  }

  /** `base` leads to the outermost bracket; undefined behind it, and in a comment. */
  place(base: Path): Place | undefined {
    const top = this.#frames.at(-1);
    if (!top || this.#isComment) return undefined;
    const inner = this.#frames.map(({ open, key }) => (open === '[' ? ITEM : key));
    const path = [...base, ...inner.filter((segment) => segment !== undefined)];
    const written = top.written.trimStart();
    const role = top.open === '[' ? 'either' : top.key === undefined ? 'key' : 'value';
    return this.#quote === undefined
      ? { path, role, written }
      : { path, role, written: written.slice(written.lastIndexOf(this.#quote) + 1), quote: this.#quote };
  }

  #take(char: string, next: string): void {
    const top = this.#frames.at(-1);
    if (this.#isComment) {
      if (char === '\n') this.#isComment = false;
      return;
    }
    if (this.#quote !== undefined) {
      if (char === this.#quote) this.#quote = undefined;
      if (top) top.written += char;
      return;
    }
    switch (char) {
      case '"':
      case "'":
        if (top?.written.trim() === '') this.#quote = char;
        if (top) top.written += char;
        return;
      case '{':
      case '[':
        this.#frames.push({ open: char, written: '' });
        return;
      case '}':
      case ']':
        this.#frames.pop();
        this.#isClosed = this.#frames.length === 0;
        return;
      case ',':
        if (top) {
          delete top.key;
          top.written = '';
        }
        return;
      case ':':
        if (top?.open === '{' && top.key === undefined && /[\s{["']|^$/u.test(next)) {
          top.key = top.written.trim().replaceAll(/^["']|["']$/gu, '');
          top.written = '';
          return;
        }
        break;
      case '#':
        if (top && /(?:^|\s)$/u.test(top.written)) {
          this.#isComment = true;
          return;
        }
        break;
      default:
    }
    if (top) top.written += char;
  }
}
