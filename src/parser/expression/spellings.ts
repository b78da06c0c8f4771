/**
 * Where numbers and texts end. Their patterns say the same, but to ask a pattern takes longer than to read what most
 * numbers and texts are; a test holds the two equal.
 */

/** Where a number ends, with its unit; at the offset itself when none stands there. */
export function endOfQuantity(text: string, offset: number): number {
  let at = codeAt(text, offset) === dot ? offset + 1 : offset;
  let code = codeAt(text, at);
  if (!isDigit(code)) return offset;
  while (isDigit(code) || code === dot || code === underscore) code = codeAt(text, ++at);
  const end = code === 101 || code === 69 ? endOfExponent(text, at) : at;
  if (end === at && isLetter(code))
    while (isLetter(code) || isDigit(code) || code === dot || code === underscore) code = codeAt(text, ++at);
  else at = end;
  return codeAt(text, at) === percent ? at + 1 : at;
}

/** At the `e` itself when no exponent follows it. */
function endOfExponent(text: string, offset: number): number {
  let at = offset + 1;
  const sign = codeAt(text, at);
  if (sign === plus || sign === minus) at++;
  if (!isDigit(codeAt(text, at))) return offset;
  while (isDigit(codeAt(text, at))) at++;
  return at;
}

/** Whether the digits at the offset may be those of a date or of a time. */
export function isTimed(text: string, offset: number): boolean {
  let at = offset;
  while (isDigit(codeAt(text, at))) at++;
  const code = codeAt(text, at);
  return code === colon || code === minus;
}

/**
 * Where a text ends in which nothing is escaped or interpolated; at the offset itself when it is another text, or one with
 * characters that need a closer look.
 */
export function endOfPlainText(text: string, offset: number): number {
  const quote = codeAt(text, offset);
  let at = offset + 1;
  for (let code = codeAt(text, at); code !== quote; code = codeAt(text, ++at))
    if (!(code >= 32 && code < 127) || code === backslash || code === dollar) return offset;
  const opensBlock = at === offset + 1 && quote === doubleQuote && codeAt(text, at + 1) === quote;
  return opensBlock ? offset : at + 1;
}

/** The unit at an offset; none, which is slow to ask a string for, is -1. */
export function codeAt(text: string, offset: number): number {
  return offset < text.length ? text.charCodeAt(offset) : -1;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

const doubleQuote = 34;
const dollar = 36;
const percent = 37;
const plus = 43;
const minus = 45;
const dot = 46;
const colon = 58;
const backslash = 92;
const underscore = 95;
