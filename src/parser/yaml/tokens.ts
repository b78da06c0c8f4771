/** From text to the concrete syntax of the `yaml` package: its tokens keep every character with its place. */
import { type CST, Lexer, Parser } from 'yaml';
import { spanOf } from '../../plan/span.ts';
import type { Comment } from '../document.ts';

/** Levels of maps and lists. */
export const deepestNesting = 64;

export interface Tokens {
  readonly documents: readonly CST.Document[];
  readonly directives: readonly CST.Directive[];
  readonly comments: readonly Comment[];
  /** What could not follow there; reading stopped at it. */
  readonly stray?: CST.ErrorToken;
  /** Where nesting went beyond the limit; reading stopped there. */
  readonly tooDeep?: number;
}

/** The next lexeme is the content of a scalar. */
const scalarMark = '\u001F';

export function readTokens(text: string): Tokens {
  const documents: CST.Document[] = [];
  const directives: CST.Directive[] = [];
  const comments: Comment[] = [];
  const parser = new Parser();
  let inScalar = false;
  let stray: CST.ErrorToken | undefined;
  const accept = (token: CST.Token): void => {
    if (token.type === 'document') documents.push(token);
    else if (token.type === 'directive') directives.push(token);
    else if (token.type === 'error') stray ??= token;
  };
  for (const lexeme of new Lexer().lex(text)) {
    const start = parser.offset;
    if (lexeme.startsWith('#') && !inScalar) {
      comments.push({
        text: lexeme.replace(/^# ?/u, '').trimEnd(),
        span: spanOf(start, start + lexeme.trimEnd().length),
      });
    }
    inScalar = lexeme === scalarMark;
    for (const token of parser.next(lexeme)) accept(token);
    // The stack holds the document and the open collections, and on top maybe a scalar.
    if (parser.stack.length > deepestNesting && collectionsIn(parser.stack) > deepestNesting)
      return { documents: [], directives, comments, tooDeep: start };
    if (stray !== undefined) break;
  }
  for (const token of parser.end()) accept(token);
  return { documents, directives, comments, ...(stray && { stray }) };
}

function collectionsIn(stack: readonly CST.Token[]): number {
  return stack.filter((token) => 'items' in token).length;
}
