/** Text that YAML takes apart because it was not quoted: `{ require: max(a, b) < 3 }`, `require: "a" == b`. */
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
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
function wholeText(text: string, start: number, inFlow: boolean): Span & { readonly isFinished: boolean } {
  const open = new Openings();
  const last = Math.min(text.length, start + longestExpression);
  let end = start;
  for (; end < last; end++) {
    const c = text.charAt(end);
    if (c === '\n' || (c === '#' && open.quote === '' && /\s/u.test(text.charAt(end - 1)))) break;
    if (c === ',' && inFlow && open.none) break;
    if (!open.read(text, end) && inFlow) break;
  }
  return {
    start,
    end: start + text.slice(start, end).trimEnd().length,
    isFinished: open.quote === '' && open.depth <= 0,
  };
}

/** The problem of a text of which YAML takes only `taken`; the rest of it is passed over. */
export function cutText(text: string, taken: Span, inFlow: boolean): Problem {
  const whole = wholeText(text, taken.start, inFlow);
  const span = whole.end > taken.end ? spanOf(whole.start, whole.end) : taken;
  const written = text.slice(span.start, span.end);
  return {
    code: 'SEN1012',
    message: `YAML reads ${shown(written)} only as far as ${shown(text.slice(taken.start, taken.end))}`,
    span,
    details: inQuotes(written, span),
    hole: span,
  };
}

/**
 * The value of a flow map that goes on behind a `,` inside its brackets: `{ require: max(a, b) < 3 }`. For YAML it ends
 * there and a key without a value follows. No policy has such a key, so that the text can be read as it looks.
 */
export function splitText(text: string, taken: Span): Problem {
  const problem = cutText(text, taken, true);
  const { isFinished } = wholeText(text, taken.start, true);
  return isFinished ? { ...problem, veil: problem.span } : problem;
}

/** The problem of such a text once it is read whole. */
export function softened(problem: Problem, text: string): Problem {
  const { details, span } = problem;
  const written = shown(text.slice(span.start, span.end));
  return {
    code: 'SEN1013',
    message: `other readers of YAML end ${written} at its first \`,\``,
    span,
    ...(details && { details }),
  };
}

function inQuotes(written: string, span: Span): DiagnosticDetails {
  const quoted = quote(written);
  return {
    help: `put it in quotes: ${shown(quoted)}`,
    suggestion: { title: 'put it in quotes', edits: [{ span, text: quoted }], safe: true },
  };
}

const veil = '\uE000';

/** The text with a part in which nothing is a sign of YAML. */
export function veiled(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[,:#[\]{}]/gu, veil) + text.slice(end);
}

/** Whether a piece of such a text lies in the part. */
export function isVeiled(piece: string): boolean {
  return piece.includes(veil);
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
