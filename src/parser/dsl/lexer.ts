/** From the text of a policy to tokens and comments. */
import { createToken, type ILexingError, type IToken, Lexer, type TokenType } from 'chevrotain';
import { spanOf } from '../../plan/span.ts';
import type { Comment } from '../document.ts';
import { expressionTokens, Foreign, LeftBrace, Name, RightBrace, textModes } from '../expression/tokens.ts';
import { endOf } from '../expression/place.ts';
import { keywordTokens, recognize } from './keywords.ts';

const digits = Array.from('0123456789');

const Remark = createToken({
  name: 'Remark',
  pattern: /#[^\r\n]*/,
  start_chars_hint: ['#'],
  group: 'comments',
});

/** `22:00-06:00`. */
export const TimeRange = createToken({
  name: 'TimeRange',
  pattern: /[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}(?![0-9])/,
  start_chars_hint: digits,
  label: 'a range of the day',
});

export const Equals = createToken({
  name: 'Equals',
  pattern: /=(?![=>~<])/,
  start_chars_hint: ['='],
  label: '`=`',
});
export const Colon = createToken({ name: 'Colon', pattern: ':', label: '`:`' });

/** Braces of blocks; unlike those inside `${…}` they change nothing in how the text is read. */
export const Open = createToken({ name: 'Open', pattern: '{', label: '`{`' });
export const Close = createToken({ name: 'Close', pattern: '}', label: '`}`' });

export const blockTokens: readonly TokenType[] = [Remark, TimeRange, Equals, Colon, Open, Close];

const policyMode: readonly TokenType[] = [
  Remark,
  TimeRange,
  ...expressionTokens.flatMap((token) => {
    if (token === LeftBrace) return [Open];
    if (token === RightBrace) return [Close];
    return token === Foreign ? [Equals, Colon, Foreign] : [token];
  }),
];

let lexer: Lexer | undefined;

/** Built on first use. */
function policyLexer(): Lexer {
  lexer ??= new Lexer(
    {
      modes: { policy: [...policyMode, ...keywordTokens], expression: [...expressionTokens], ...textModes },
      defaultMode: 'policy',
    },
    { positionTracking: 'onlyOffset', skipValidations: true },
  );
  return lexer;
}

export interface LexedPolicy {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  /** Pieces of text that are no token. */
  readonly refused: readonly ILexingError[];
}

export function lexPolicy(text: string): LexedPolicy {
  const { tokens, groups, errors } = policyLexer().tokenize(text);
  for (const token of tokens)
    if (token.tokenTypeIdx === Name.tokenTypeIdx)
      recognize(token, () => startsLine(text, token) && text[endOf(token)] !== '.');
  return { tokens, comments: (groups['comments'] ?? []).map(commentOf), refused: errors };
}

function commentOf({ image, startOffset }: IToken): Comment {
  const written = image.trimEnd();
  return { text: written.replace(/^# ?/u, ''), span: spanOf(startOffset, startOffset + written.length) };
}

/** Whether only blanks stand before the token on its line. */
export function startsLine(text: string, { startOffset }: IToken): boolean {
  let at = startOffset - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n';
}

/** Whether the line above the one that begins with this offset is blank. */
export function followsBlankLine(text: string, offset: number): boolean {
  let at = offset - 1;
  for (let breaks = 0; breaks < 2; at--)
    if (text[at] === '\n') breaks++;
    else if (text[at] !== ' ' && text[at] !== '\t' && text[at] !== '\r') return false;
  return true;
}
