/**
 * Reads what begins like a number. One meaning has one spelling, so every other spelling is refused with the one to
 * write.
 */
import {
  byteUnits,
  durationUnits,
  type LiteralReading,
  readBytes,
  readDuration,
  readRatio,
} from '../../plan/units.ts';
import { codeAt, isDigit } from './spellings.ts';

type QuantityKind = 'number' | 'ratio' | 'duration' | 'bytes';

export type QuantityReading =
  | { readonly kind: QuantityKind; readonly value: number }
  /** What is wrong, in a sentence, and what was probably meant. */
  | { readonly wrong: string; readonly write?: string };

export function readQuantity(text: string): QuantityReading {
  return readUsual(text) ?? readAny(text);
}

/** What most are: a whole number that is counted exactly in any unit, and one unit or none. */
function readUsual(text: string): QuantityReading | undefined {
  let value = 0;
  let at = 0;
  for (let code = codeAt(text, 0); isDigit(code); code = codeAt(text, ++at)) value = value * 10 + code - 48;
  const unit = at > 0 && at < 7 && (at === 1 || !text.startsWith('0')) && usualUnits.get(text.slice(at));
  if (!unit) return undefined;
  return { kind: unit.kind, value: unit.kind === 'ratio' ? value / 100 : value * unit.size };
}

interface Unit {
  readonly kind: QuantityKind;
  readonly size: number;
}

const usualUnits: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['', { kind: 'number', size: 1 }],
  ['%', { kind: 'ratio', size: 1 }],
  ...Object.entries(durationUnits).map(([unit, size]): [string, Unit] => [unit, { kind: 'duration', size }]),
]);

function readAny(text: string): QuantityReading {
  const kind = kindOf(text);
  const reading = readers[kind](text);
  if ('wrong' in reading) return reading;
  if (Math.abs(reading.value) > Number.MAX_SAFE_INTEGER)
    return { wrong: `\`${text}\` is larger than can be counted exactly` };
  return { kind, value: reading.value };
}

const readers: Record<QuantityKind, (text: string) => LiteralReading> = {
  number: readNumber,
  ratio: (text) => orRespelt(text, readRatio),
  duration: (text) => orRespelt(text, readDuration),
  bytes: (text) => orRespelt(text, readBytes),
};

/** By the unit at its end. A first letter of a duration's unit makes it one; other letters are meant as a size. */
function kindOf(text: string): QuantityKind {
  if (text.endsWith('%')) return 'ratio';
  const unit = /^[0-9._]*([A-Za-z].*)$/u.exec(text)?.[1];
  if (unit === undefined || /^(?:[eE][+-]?[0-9]|[xXoO])/u.test(unit)) return 'number';
  if (Object.hasOwn(byteUnits, unit) || /^(?:[kmgt]i?)?b/iu.test(unit) || /^(?:[kKGT]i?|Mi)$/u.test(unit))
    return 'bytes';
  return 'duration';
}

const numberShape = /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u;

function readNumber(text: string): LiteralReading {
  if (numberShape.test(text)) return { value: Number(text) };
  if (/^[0-9]+(?:\.[0-9]+){2,}$/u.test(text))
    return { wrong: `\`${text}\` is not a number`, write: `version("${text}")` };
  const why = whyNoNumber(text);
  const value = Number(text.replaceAll('_', ''));
  // An octal, hexadecimal or other reading of the digits is not ours to guess.
  const plain = /^[0-9._]*(?:[eE][+-]?[0-9]+)?$/u.test(text) && Number.isFinite(value);
  return { wrong: `\`${text}\` ${why}`, ...(plain && { write: plainDecimal(value) }) };
}

function whyNoNumber(text: string): string {
  if (/[eE]/u.test(text)) return 'has an exponent';
  if (text.includes('_')) return 'has an underscore';
  if (text.startsWith('.')) return 'has no digit before the point';
  if (text.endsWith('.')) return 'has no digit behind the point';
  if (/^0[0-9]/u.test(text)) return 'has a leading zero';
  return 'is not a number';
}

/** When the reader knows no better, tries the number and the unit each in the language's spelling. */
function orRespelt(text: string, read: (text: string) => LiteralReading): LiteralReading {
  const reading = read(text);
  if (!('wrong' in reading) || reading.write !== undefined) return reading;
  const [, digits = '', unit = ''] = /^([0-9._]*)(.*)$/u.exec(text) ?? [];
  const number = readNumber(digits);
  const respelt = 'wrong' in number ? (number.write ?? digits) : digits;
  const write = `${respelt}${unitSpellings.get(unit.toLowerCase()) ?? unit}`;
  return write !== text && !('wrong' in read(write)) ? { ...reading, write } : reading;
}

/** Other spellings of units, in small letters, to ours. */
const unitSpellings: ReadonlyMap<string, string> = new Map([
  ...Object.keys(durationUnits).map((unit) => [unit, unit] as const),
  ...(['msec', 'millis', 'milliseconds'] as const).map((word) => [word, 'ms'] as const),
  ...(['sec', 'secs', 'second', 'seconds'] as const).map((word) => [word, 's'] as const),
  ...(['min', 'mins', 'minute', 'minutes'] as const).map((word) => [word, 'm'] as const),
  ...(['hr', 'hrs', 'hour', 'hours'] as const).map((word) => [word, 'h'] as const),
  ...(['day', 'days'] as const).map((word) => [word, 'd'] as const),
  ...(['wk', 'week', 'weeks'] as const).map((word) => [word, 'w'] as const),
  ...Object.keys(byteUnits).map((unit) => [unit.toLowerCase(), unit] as const),
  ...(['k', 'g', 't'] as const).map((letter) => [letter, `${letter.toUpperCase()}B`] as const),
  ...(['ki', 'gi', 'ti'] as const).map((word) => [word, `${word.charAt(0).toUpperCase()}iB`] as const),
  ['mi', 'MiB'],
]);

/** A number in digits, without an exponent: `1e-7` is `0.0000001`. */
export function plainDecimal(value: number): string {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return shiftPoint(digits, Number(exponent));
}

/** Moves the decimal point of a decimal number by some places, to the right when positive. */
export function shiftPoint(decimal: string, places: number): string {
  if (places === 0) return decimal;
  const negative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const point = whole.length + places;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0');
  const at = Math.max(1, point);
  const integer = digits.slice(0, at).replace(/^0+(?=[0-9])/u, '');
  const rest = digits.slice(at).replace(/0+$/u, '');
  return `${negative ? '-' : ''}${integer}${rest && `.${rest}`}`;
}
