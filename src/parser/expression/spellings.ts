/**
 * Where numbers and texts end. Their patterns say the same, but to ask a pattern takes longer than to read what most
 * numbers and texts are; a test holds the two equal.
 */

/** Where a number ends, with its unit; at the offset itself when none stands there. */
export function endOfQuantity(text: string, offset: number): number {
  let at = text.charCodeAt(offset) === dot ? offset + 1 : offset;
  let code = text.charCodeAt(at);
  if (!isDigit(code)) return offset;
  while (isDigit(code) || code === dot || code === underscore) code = text.charCodeAt(++at);
  const end = code === 101 || code === 69 ? endOfExponent(text, at) : at;
  if (end === at && isLetter(code))
    while (isLetter(code) || isDigit(code) || code === dot || code === underscore)
      code = text.charCodeAt(++at);
  else at = end;
  return text.charCodeAt(at) === percent ? at + 1 : at;
}

/** At the `e` itself when no exponent follows it. */
function endOfExponent(text: string, offset: number): number {
  let at = offset + 1;
  const sign = text.charCodeAt(at);
  if (sign === plus || sign === minus) at++;
  if (!isDigit(text.charCodeAt(at))) return offset;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** Whether the digits at the offset may be those of a date or of a time. */
export function isTimed(text: string, offset: number): boolean {
  let at = offset;
  while (isDigit(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  return code === colon || code === minus;
}

/**
 * Where a text ends in which nothing is escaped or interpolated; at the offset itself when it is another text, or one with
 * characters that need a closer look.
 */
export function endOfPlainText(text: string, offset: number): number {
  const quote = text.charCodeAt(offset);
  let at = offset + 1;
  for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at))
    if (!(code >= 32 && code < 127) || code === backslash || code === dollar) return offset;
  const opensBlock = at === offset + 1 && quote === doubleQuote && text.charCodeAt(at + 1) === quote;
  return opensBlock ? offset : at + 1;
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
