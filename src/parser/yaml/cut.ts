/** Text that YAML takes apart because it was not quoted: `{ require: max(a, b) < 3 }`, `require: "a" == b`. */
import { type Span, spanOf } from '../../plan/span.ts';
import { type Problem, shown } from './problem.ts';

/** Expressions are short; a hostile line is not searched to its end for every piece of it. */
const longestExpression = 1000;

/** Brackets and quotes that are open after so much of a text. */
class Openings {
  depth = 0;
  quote = '';

  /** Takes in the character at `index`; false when it closes a bracket that was not opened in this text. */
  read(text: string, index: number): boolean {
    const c = text.charAt(index);
    if (this.quote !== '') {
      if (c === this.quote) this.quote = '';
    } else if (c === '"' || (c === "'" && !/\w/u.test(text.charAt(index - 1)))) this.quote = c;
    else if (/[([{]/u.test(c)) this.depth++;
    else if (/[)\]}]/u.test(c)) this.depth--;
    return this.depth >= 0;
  }

  get none(): boolean {
    return this.depth <= 0 && this.quote === '';
  }
}

/**
 * The whole text that was probably meant, from `start` on: to the end of the line or a comment, and inside a flow
 * collection to the `,` or bracket that closes it.
 */
export function wholeText(text: string, start: number, inFlow: boolean): Span {
  const open = new Openings();
  const last = Math.min(text.length, start + longestExpression);
  let end = start;
  for (; end < last; end++) {
    const c = text.charAt(end);
    if (c === '\n' || (c === '#' && open.quote === '' && /\s/u.test(text.charAt(end - 1)))) break;
    if (c === ',' && inFlow && open.none) break;
    if (!open.read(text, end) && inFlow) break;
  }
  return spanOf(start, start + text.slice(start, end).trimEnd().length);
}

/** The problem of a text of which YAML takes only `taken`; the rest of it is passed over. */
export function cutText(text: string, taken: Span, inFlow: boolean): Problem {
  const whole = wholeText(text, taken.start, inFlow);
  const span = whole.end > taken.end ? whole : taken;
  const written = text.slice(span.start, span.end);
  const quoted = quote(written);
  return {
    code: 'SEN1012',
    message: `YAML reads ${shown(written)} only as far as ${shown(text.slice(taken.start, taken.end))}`,
    span,
    details: {
      help: `put it in quotes: ${shown(quoted)}`,
      suggestion: { title: 'put it in quotes', edits: [{ span, text: quoted }], safe: true },
    },
    hole: span,
  };
}

/** As a single-quoted scalar. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a bracket or a quote is open at its end, which in a plain text says that it goes on. */
export function isUnfinished(text: string): boolean {
  const open = new Openings();
  for (let index = 0; index < text.length; index++) open.read(text, index);
  return !open.none;
}
