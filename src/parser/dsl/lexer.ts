/** From the text of a policy to tokens and comments. */
import { createToken, type IToken, type TokenType } from 'chevrotain';
import { spanOf } from '../../plan/span.ts';
import type { Comment } from '../document.ts';
import { Scanner, type Stray } from '../expression/scanner.ts';
import {
  expressionTokens,
  Foreign,
  LeftBrace,
  reservedWords,
  RightBrace,
  textModes,
} from '../expression/tokens.ts';
import { WordTable } from '../expression/words.ts';
import { keywords } from './keywords.ts';

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

let scanner: Scanner | undefined;

/** Built on first use. */
function policyScanner(): Scanner {
  scanner ??= new Scanner(
    { policy: policyMode, expression: expressionTokens, ...textModes },
    new WordTable([...reservedWords, ...keywords]),
  );
  return scanner;
}

export interface LexedPolicy {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  /** Pieces of text that are no token. */
  readonly refused: readonly Stray[];
}

export function lexPolicy(text: string): LexedPolicy {
  const { tokens, aside, strays } = policyScanner().scan(text, 'policy');
  return { tokens, comments: aside.map(commentOf), refused: strays };
}

function commentOf({ image, startOffset }: IToken): Comment {
  const written = image.trimEnd();
  return { text: written.replace(/^# ?/u, ''), span: spanOf(startOffset, startOffset + written.length) };
}

/** Whether only blanks stand before the offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && isBlank(text.charCodeAt(at))) at--;
  return at < 0 || text.charCodeAt(at) === lineFeed;
}

/** Whether the line above the one that begins with this offset is blank. */
export function followsBlankLine(text: string, offset: number): boolean {
  let at = offset - 1;
  for (let breaks = 0; breaks < 2; at--) {
    if (at < 0) return false;
    const code = text.charCodeAt(at);
    if (code === lineFeed) breaks++;
    else if (!isBlank(code) && code !== carriageReturn) return false;
  }
  return true;
}

const lineFeed = 10;
const carriageReturn = 13;

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
