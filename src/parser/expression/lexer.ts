/** From text to tokens; characters that belong to no token are told here. */
import { type ILexingError, type IToken, Lexer } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { OffsetMap } from '../document.ts';
import { spanAt } from './place.ts';
import { expressionTokens, textModes } from './tokens.ts';

export type LexerMode = 'expression' | 'template';

let lexer: Lexer | undefined;

/** Built on first use. Its optimisations cost more at start than a policy's expressions give back: hence `safeMode`. */
function expressionLexer(): Lexer {
  lexer ??= new Lexer(
    { modes: { expression: [...expressionTokens], ...textModes }, defaultMode: 'expression' },
    { positionTracking: 'onlyOffset', skipValidations: true },
  );
  return lexer;
}

/** The tokens of a text, or undefined and a diagnostic when a character in it means nothing. */
export function tokenize(
  text: string,
  mode: LexerMode,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): IToken[] | undefined {
  const { tokens, errors } = expressionLexer().tokenize(text, mode);
  const [error] = errors;
  if (error === undefined) return tokens;
  reportCharacter(text, error, offsets, sink);
  return undefined;
}

const invisible = /[\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;

/** Tells of a character that belongs to no token. */
export function reportCharacter(
  text: string,
  error: ILexingError,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): void {
  const wrong = text.slice(error.offset, error.offset + error.length);
  const span = spanAt(offsets, error.offset, error.offset + wrong.length);
  if (wrong.startsWith('}')) {
    sink.report('SEN1301', '`}` closes nothing', span);
  } else if (invisible.test(wrong)) {
    const code = (wrong.codePointAt(0) ?? 0).toString(16);
    sink.report(
      'SEN1303',
      `the invisible character U+${code.toUpperCase().padStart(4, '0')} stands here`,
      span,
      {
        help: `take it out, or write \`\\u{${code}}\` between quotes`,
      },
    );
  } else {
    sink.report('SEN1301', `\`${wrong}\` means nothing outside quotes`, span, {
      help: 'names are made of the letters `a` to `z`, digits and `_`; other text stands between quotes',
    });
  }
}
