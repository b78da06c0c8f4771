/** From text to tokens; characters that belong to no token are told here. */
import type { IToken } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { OffsetMap } from '../document.ts';
import { spanAt } from './place.ts';
import { Scanner, type Stray } from './scanner.ts';
import { expressionTokens, textModes } from './tokens.ts';

export type LexerMode = 'expression' | 'template';

const scanner = new Scanner({ expression: expressionTokens, ...textModes });

/** The tokens of a text, or undefined and a diagnostic when a character in it means nothing. */
export function tokenize(
  text: string,
  mode: LexerMode,
  offsets: OffsetMap,
  sink: DiagnosticSink,
): IToken[] | undefined {
  const { tokens, strays } = scanner.scan(text, mode);
  const [stray] = strays;
  if (stray === undefined) return tokens;
  reportCharacter(text, stray, offsets, sink);
  return undefined;
}

const invisible = /[\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;

/** Tells of a character that belongs to no token. */
export function reportCharacter(text: string, stray: Stray, offsets: OffsetMap, sink: DiagnosticSink): void {
  const wrong = text.slice(stray.offset, stray.offset + stray.length);
  const span = spanAt(offsets, stray.offset, stray.offset + wrong.length);
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
