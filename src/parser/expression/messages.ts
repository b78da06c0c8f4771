/** What is said of a text that is no expression: what was expected, after what, what was found, and what to write. */
import { type IParserErrorMessageProvider, type IToken, tokenLabel } from 'chevrotain';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { IsTest } from '../../plan/term.ts';
import { readQuantity } from './literals.ts';
import * as tokens from './tokens.ts';

/** Each message is only what was expected; `syntaxError` makes the sentence. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => tokenLabel(expected),
  buildNoViableAltMessage: () => 'a value',
  buildEarlyExitMessage: () => 'a value',
  buildNotAllInputParsedMessage: () => 'an operator or the end',
};

/** A wrong place in a token list. */
export interface WrongPlace {
  readonly expected: string;
  /** Undefined at the end. */
  readonly found: IToken | undefined;
  readonly previous: IToken | undefined;
}

export interface SyntaxError {
  readonly message: string;
  readonly help?: string;
}

export function describe({ expected, found, previous }: WrongPlace): SyntaxError {
  const after = previous ? ` after ${quoted(previous)}` : '';
  const message = `expected ${expected}${after}, found ${found ? quoted(found) : 'the end'}`;
  const help = found && helpFor(found, previous, expected);
  return help === undefined ? { message } : { message, help };
}

const longestQuote = 40;

function quoted({ image }: IToken): string {
  return `\`${image.length > longestQuote ? `${image.slice(0, longestQuote)}…` : image}\``;
}

/** How operators of other languages are written here. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['&', 'and'],
  ['||', 'or'],
  ['|', 'or'],
  ['!', 'not '],
  ['=', '=='],
  ['===', '=='],
  ['!==', '!='],
  ['<>', '!='],
  ['=<', '<='],
  ['=~', 'matches'],
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
  ['IN', 'in'],
  ['LIKE', 'like'],
  ['MATCHES', 'matches'],
  ['IS', 'is'],
]);

export function replacementOf(token: IToken): string | undefined {
  return replacements.get(token.image);
}

/** The number and the unit that were written apart, joined; undefined when that is no literal. */
export function joinedQuantity(previous: IToken | undefined, found: IToken): string | undefined {
  if (previous?.tokenType !== tokens.Quantity || found.tokenType === tokens.Quantity) return undefined;
  const joined = `${previous.image}${found.image}`;
  return 'value' in readQuantity(joined) ? joined : undefined;
}

const isTests: readonly IsTest[] = ['known', 'empty', 'semver', 'vsemver'];

function helpFor(found: IToken, previous: IToken | undefined, expected: string): string | undefined {
  if (expected === tokenLabel(tokens.Test))
    return suggestName(found.image, isTests) ?? 'values are compared with `==`';
  if (previous && /^v[0-9]+$/u.test(previous.image) && /^\.[0-9]/u.test(found.image))
    return `write \`version("${previous.image}${found.image}")\``;
  const joined = joinedQuantity(previous, found);
  if (joined !== undefined) return `write \`${joined}\`, without the blank`;
  const replacement = replacementOf(found);
  if (replacement !== undefined) return `write \`${replacement.trim()}\` for \`${found.image}\``;
  switch (found.image) {
    case '!~':
      return 'write `not … matches /…/`';
    case '?':
      return 'there is no `? :`; write two conditions and join them with `or`';
    case '#':
      return 'a comment cannot stand inside an expression';
    case '%':
      return 'a percentage is a number with `%` directly behind it, such as `5%`';
    default:
      return undefined;
  }
}
