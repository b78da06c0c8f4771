/**
 * Tokens of expressions, and the modes in which they are read: the expression itself, and the inside of each kind of
 * text, where `${` opens an expression again. A grammar that embeds expressions adds its own tokens to these lists.
 *
 * Every pattern is linear: its alternatives differ in their first character, nothing repeats a repetition, and what has to
 * be closed is given up after a bounded length.
 *
 * The characters that a pattern may begin with are told (`start_chars_hint`), so that few patterns are tried; those of
 * literal text may begin with any.
 */
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const digits = Array.from('0123456789');
const endOfWord = '(?![A-Za-z0-9_])';

/** Any word: what may stand after a point. */
export const Word = createToken({ name: 'Word', pattern: Lexer.NA, label: 'a name' });

/** A word that is not reserved. */
export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  start_chars_hint: [...letters, '_'],
  label: 'a name',
  categories: Word,
});

/** Words with a type of their own. */
export const reservedWords: { word: string; anywhere: TokenType; atLineStart: TokenType }[] = [];

function reserved(
  name: string,
  words: readonly string[],
  category = Word,
  label = words.map((word) => `\`${word}\``).join(' or '),
): TokenType {
  const type = createToken({
    name,
    pattern: new RegExp(`(?:${words.join('|')})${endOfWord}`),
    start_chars_hint: words.map((word) => word.charAt(0)),
    label,
    categories: category,
  });
  for (const word of words) reservedWords.push({ word, anywhere: type, atLineStart: type });
  return type;
}

export const BooleanWord = reserved('BooleanWord', ['true', 'false']);
export const And = reserved('And', ['and']);
export const Or = reserved('Or', ['or']);
export const Not = reserved('Not', ['not']);
export const In = reserved('In', ['in']);
export const Is = reserved('Is', ['is']);
export const Like = reserved('Like', ['like']);
export const Matches = reserved('Matches', ['matches']);

/** Names elsewhere, tests after `is`. */
export const Test = reserved(
  'Test',
  ['semver', 'vsemver', 'known', 'empty'],
  Name,
  '`known`, `empty`, `semver` or `vsemver`',
);

/** Everything that begins like a number; `literals.ts` reads it and says what is wrong with it. */
export const Quantity = createToken({
  name: 'Quantity',
  label: 'a number',
  pattern: /\.?[0-9][0-9._]*(?:[eE][+-]?[0-9]+|[A-Za-z][A-Za-z0-9_.]*)?%?/,
  start_chars_hint: ['.', ...digits],
});

/** A date, with or without a time and an offset. */
export const Instant = createToken({
  name: 'Instant',
  pattern: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt][0-9:.]*(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?)?/,
  start_chars_hint: digits,
});

/** Where an unclosed one is given up, so that many of them cost no more than their number. */
const longestRegularExpression = 4096;
const regularExpression = /^\/(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+\/[A-Za-z]*/;

/** `/…/`, only right after `matches`; elsewhere `/` divides. */
export const RegularExpression = createToken({
  name: 'RegularExpression',
  label: 'a regular expression, such as `/^v[0-9]+/`,',
  line_breaks: false,
  start_chars_hint: ['/'],
  pattern: {
    exec(text: string, offset: number, tokens: IToken[]) {
      if (tokens.at(-1)?.tokenType !== Matches) return null;
      return regularExpression.exec(text.slice(offset, offset + longestRegularExpression));
    },
  },
});

/**
 * Operators of other languages and characters that mean nothing here: tokens, so that the parser says what to write.
 */
export const Foreign = createToken({
  name: 'Foreign',
  pattern: /===|!==|<>|=<|=~|!~|&&?|\|\|?|!(?!=)|=(?![=>])|[%^?~:;@\\$`#]/,
  start_chars_hint: Array.from('=!<&|%^?~:;@\\$`#'),
});

export const CompareOperator = createToken({
  name: 'CompareOperator',
  pattern: /[=!]=|[<>]=?/,
  start_chars_hint: Array.from('=!<>'),
});
export const Arrow = createToken({ name: 'Arrow', pattern: '=>', label: '`=>`' });
export const Plus = createToken({ name: 'Plus', pattern: '+' });
export const Minus = createToken({ name: 'Minus', pattern: '-' });
export const Star = createToken({ name: 'Star', pattern: '*' });
export const Slash = createToken({ name: 'Slash', pattern: '/' });
export const Dot = createToken({ name: 'Dot', pattern: '.' });
export const Comma = createToken({ name: 'Comma', pattern: ',', label: '`,`' });
export const LeftParenthesis = createToken({ name: 'LeftParenthesis', pattern: '(', label: '`(`' });
export const RightParenthesis = createToken({ name: 'RightParenthesis', pattern: ')', label: '`)`' });
export const LeftBracket = createToken({ name: 'LeftBracket', pattern: '[', label: '`[`' });
export const RightBracket = createToken({ name: 'RightBracket', pattern: ']', label: '`]`' });

/** Braces open and close the expression mode, so that a `}` ends the `${` that it belongs to. */
export const LeftBrace = createToken({
  name: 'LeftBrace',
  pattern: '{',
  label: '`{`',
  push_mode: 'expression',
});
export const RightBrace = createToken({ name: 'RightBrace', pattern: '}', label: '`}`', pop_mode: true });

export const Blank = createToken({
  name: 'Blank',
  pattern: /[ \t\r\n]+/u,
  start_chars_hint: Array.from(' \t\r\n'),
  group: Lexer.SKIPPED,
});

export const OpenInterpolation = createToken({
  name: 'OpenInterpolation',
  pattern: '${',
  push_mode: 'expression',
});

/** `$${`, a literal `${`. */
export const LiteralInterpolation = createToken({ name: 'LiteralInterpolation', pattern: '$${' });

/** A backslash and what follows; `text.ts` decodes it and says what is wrong with it. */
export const Escape = createToken({
  name: 'Escape',
  pattern: /\\(?:u\{[0-9A-Za-z]{0,8}\}|[^\r\n])?/,
  start_chars_hint: ['\\'],
});

/** Literal text. */
export const Chunk = createToken({ name: 'Chunk', pattern: Lexer.NA });

/** Characters that change how a text looks and not what it says: orders of direction, and blanks without width. */
const invisible = '\\u200B\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF';
const loneDollar = '\\$(?!\\$?\\{)';

function chunk(name: string, pattern: string): TokenType {
  return createToken({ name, pattern: new RegExp(pattern, 'u'), categories: Chunk, line_breaks: false });
}

const DoubleChunk = chunk('DoubleChunk', `[^"\\\\$\\r\\n${invisible}]+|${loneDollar}`);
const SingleChunk = chunk('SingleChunk', `[^'\\\\$\\r\\n${invisible}]+|${loneDollar}`);
const BlockChunk = chunk('BlockChunk', `[^"\\\\$${invisible}]+|"(?!"")|${loneDollar}`);
const TemplateChunk = chunk('TemplateChunk', `[^$${invisible}]+|${loneDollar}`);

/** A text on one line in which nothing is escaped or interpolated, taken whole. */
export const PlainText = createToken({
  name: 'PlainText',
  pattern: new RegExp(`"[^"\\\\$\\r\\n${invisible}]*"|'[^'\\\\$\\r\\n${invisible}]*'`, 'u'),
  start_chars_hint: ['"', "'"],
  line_breaks: false,
  label: 'a text',
});

/** Quotes around any other text. Which ones end a text is told by its mode. */
export const OpenText = createToken({ name: 'OpenText', pattern: Lexer.NA });
export const CloseText = createToken({ name: 'CloseText', pattern: Lexer.NA, label: 'the end of the text' });

function opens(name: string, pattern: string, mode: string): TokenType {
  return createToken({ name, pattern, push_mode: mode, categories: OpenText });
}

function closes(name: string, pattern: string): TokenType {
  return createToken({ name, pattern, pop_mode: true, categories: CloseText });
}

const OpenDouble = opens('OpenDouble', '"', 'double');
const OpenSingle = opens('OpenSingle', "'", 'single');
export const OpenBlock = opens('OpenBlock', '"""', 'block');
const CloseDouble = closes('CloseDouble', '"');
const CloseSingle = closes('CloseSingle', "'");
const CloseBlock = closes('CloseBlock', '"""');

/** A text between single quotes ends on its line; closing it here keeps the rest readable. */
export const LineEnd = createToken({
  name: 'LineEnd',
  pattern: /\r\n?|\n/,
  start_chars_hint: ['\r', '\n'],
  pop_mode: true,
  line_breaks: false,
});

const words = [BooleanWord, And, Or, Not, In, Is, Like, Matches, Test, Name];
const literals = [OpenBlock, PlainText, OpenDouble, OpenSingle, Instant, Quantity, RegularExpression];
const signs = [
  Foreign,
  Arrow,
  CompareOperator,
  Plus,
  Minus,
  Star,
  Slash,
  Dot,
  Comma,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
];

/** In the order in which they are tried. */
export const expressionTokens: readonly TokenType[] = [Blank, ...words, ...literals, ...signs];

/** The modes inside texts; `template` is a whole text of the policy, which another syntax has delimited. */
export const textModes = {
  double: [DoubleChunk, Escape, LiteralInterpolation, OpenInterpolation, CloseDouble, LineEnd],
  single: [SingleChunk, Escape, LiteralInterpolation, OpenInterpolation, CloseSingle, LineEnd],
  block: [CloseBlock, BlockChunk, Escape, LiteralInterpolation, OpenInterpolation],
  template: [TemplateChunk, LiteralInterpolation, OpenInterpolation],
};

/** Abstract tokens that the grammar names; the parser has to know them. */
export const categories: readonly TokenType[] = [Word, Chunk, OpenText, CloseText];
