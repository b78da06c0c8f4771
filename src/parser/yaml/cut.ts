/** Text that YAML takes apart because it was not quoted: `{ require: max(a, b) < 3 }`, `require: "a" == b`. */
import { type Span, spanOf } from '../../plan/span.ts';
import { type Problem, shown } from './problem.ts';

/** Expressions are short; a hostile line is not searched to its end for every piece of it. */
const longestExpression = 1000;

/**
 * The whole text that was probably meant, from `start` on: to the end of the line or a comment, and inside a flow
 * collection to the `,` or bracket that closes it. Brackets and quotes inside are counted.
 */
export function wholeText(text: string, start: number, inFlow: boolean): Span {
  let depth = 0;
  let quote = '';
  let i = start;
  for (const last = Math.min(text.length, start + longestExpression); i < last; i++) {
    const c = text.charAt(i);
    if (c === '\n' || (c === '#' && quote === '' && /\s/u.test(text.charAt(i - 1)))) break;
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || (c === "'" && !/\w/u.test(text.charAt(i - 1)))) quote = c;
    else if (/[([{]/u.test(c)) depth++;
    else if (/[)\]}]/u.test(c)) {
      if (inFlow && depth === 0) break;
      depth--;
    } else if (c === ',' && inFlow && depth === 0) break;
  }
  return spanOf(start, start + text.slice(start, i).trimEnd().length);
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

/** Whether brackets are opened that are not closed, which in a plain text says that it goes on. */
export function isUnbalanced(text: string): boolean {
  let depth = 0;
  for (const c of text)
    if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
  return depth > 0;
}
