/**
 * Units of the language: how literals are read into base form and written for people.
 *
 * Literals are strict, so that one meaning has one spelling: no exponents, underscores, leading zeros, bare points or
 * spaces before a unit; compound durations fall strictly (`1h30m`) and are made of integers.
 */

export const durationUnits = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
} as const;

export const byteUnits = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
} as const;

type DurationUnit = keyof typeof durationUnits;
type ByteUnit = keyof typeof byteUnits;

export type LiteralReading = { readonly value: number } | { readonly wrong: string; readonly write?: string };

const integer = '(?:0|[1-9][0-9]*)';
const decimal = `${integer}(?:\\.[0-9]+)?`;
const durationShape = new RegExp(`^(?:${integer}(?:ms|w|d|h|m|s))+$`, 'u');
const durationPart = /([0-9]+)(ms|w|d|h|m|s)/gu;
const bytesShape = new RegExp(`^(${decimal})(B|[kK]B|MB|GB|TB|KiB|MiB|GiB|TiB)$`, 'u');
const ratioShape = new RegExp(`^(${decimal})%$`, 'u');

/** Milliseconds of `1h30m`, `250ms`, `2w`. */
export function readDuration(text: string): LiteralReading {
  if (!durationShape.test(text)) {
    const fraction = /^([0-9]+)\.([0-9]+)(w|d|h|m|s)$/u.exec(text);
    if (fraction) {
      const ms = Math.round(
        Number(`${fraction[1]}.${fraction[2]}`) * durationUnits[fraction[3] as DurationUnit],
      );
      return {
        wrong: `\`${text}\` is not a duration, which takes whole numbers`,
        write: formatDurationLiteral(ms),
      };
    }
    if (/^[0-9]+$/u.test(text))
      return { wrong: `\`${text}\` is a duration without a unit`, write: `${text}s` };
    const spaced = text.replace(/\s+/gu, '');
    if (spaced !== text && durationShape.test(spaced))
      return { wrong: `\`${text}\` has a space inside`, write: spaced };
    return { wrong: `\`${text}\` is not a duration, such as \`30s\`, \`15m\` or \`1h30m\`` };
  }
  const parts = [...text.matchAll(durationPart)].map(([, digits, unit]) => ({
    count: Number(digits),
    size: durationUnits[unit as DurationUnit],
  }));
  const total = parts.reduce((sum, { count, size }) => sum + count * size, 0);
  if (!Number.isSafeInteger(total)) return { wrong: `\`${text}\` is longer than can be counted` };
  if (parts.some(({ size }, i) => size >= (parts[i - 1]?.size ?? Number.POSITIVE_INFINITY)))
    return { wrong: `\`${text}\` has units that do not fall`, write: formatDurationLiteral(total) };
  return { value: total };
}

/** Bytes of `512MiB`, `2GB`, `1.5GiB`. */
export function readBytes(text: string): LiteralReading {
  const match = bytesShape.exec(text);
  if (!match) return { wrong: `\`${text}\` is not a size, such as \`512MiB\` or \`2GB\`` };
  const value = Number(match[1]) * byteUnits[match[2] as ByteUnit];
  return Number.isSafeInteger(Math.round(value))
    ? { value: Math.round(value) }
    : { wrong: `\`${text}\` is larger than can be counted` };
}

/** The fraction of `1%`: 0.01. */
export function readRatio(text: string): LiteralReading {
  const match = ratioShape.exec(text);
  if (!match) {
    const spaced = text.replace(/\s+%$/u, '%');
    return {
      wrong: `\`${text}\` is not a percentage, such as \`5%\` or \`0.5%\``,
      ...(spaced !== text && ratioShape.test(spaced) && { write: spaced }),
    };
  }
  return { value: percentToFraction(match[1] ?? '') };
}

/** Divides a decimal by 100 in decimal: `0.7` gives 0.007, not 0.006999…. */
function percentToFraction(percent: string | number): number {
  const [digits, exponent = 0] = String(percent).split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}

/** The shortest literal of a duration: `1h30m`. Zero is `0s`. */
export function formatDurationLiteral(ms: number): string {
  let rest = ms;
  let text = '';
  for (const [unit, size] of Object.entries(durationUnits)) {
    if (unit === 'w' && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text || '0s';
}

/**
 * At most four significant digits, no trailing zeros, thousands apart: `2.7`, `41,203`. By hand, because asking ICU for it
 * costs ten milliseconds at the first number.
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return withThousands(String(value));
  const digits = Number(value.toPrecision(4))
    .toFixed(12)
    .replace(/\.?0+$/u, '');
  return withThousands(digits === '-0' ? '0' : digits);
}

function withThousands(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const apart = whole.replaceAll(/\B(?=(?:[0-9]{3})+$)/gu, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

/** For people: `2.7 %`. */
export function formatRatio(value: number): string {
  return `${formatNumber(Number((value * 100).toPrecision(12)))} %`;
}

/** For people: `340 ms`, `1.3 s`, `1 h 30 min`, `2 d`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 1000) return `${formatNumber(Math.round(ms * 100) / 100)} ms`;
  if (ms < 60_000) return `${formatNumber(Math.round(ms / 10) / 100)} s`;
  const words = { d: 'd', h: 'h', m: 'min', s: 's' } as const;
  let rest = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const count = Math.floor(rest / durationUnits[unit]);
    rest -= count * durationUnits[unit];
    if (count > 0) parts.push(`${count} ${words[unit]}`);
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** For people: `512 MiB`, `40 GiB`. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  for (const unit of ['TiB', 'GiB', 'MiB', 'KiB'] as const)
    if (size >= byteUnits[unit])
      return `${formatNumber(Math.round((bytes / byteUnits[unit]) * 10) / 10)} ${unit}`;
  return `${formatNumber(bytes)} B`;
}

/** The first and last instants that a calendar date can name, in ms from 1970 (ECMA-262, time values). */
export const farthestInstant = 8.64e15;

/** Whether a date can name it; not a number that is none. */
export function isInCalendar(epochMs: number): boolean {
  return Math.abs(epochMs) <= farthestInstant;
}

/** RFC 3339 in Z, without zero milliseconds; `beyond the calendar` where no date can name it. */
export function formatInstant(epochMs: number): string {
  if (!isInCalendar(epochMs)) return 'beyond the calendar';
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** The same without what is finer than a second, for people. */
export function formatSecond(epochMs: number): string {
  return formatInstant(Math.floor(epochMs / 1000) * 1000);
}

/** What `unit:` says a measured number is: its type, and how it becomes base form. */
export const measuredUnits = {
  number: { type: 'number', base: (value: number): number => value },
  ratio: { type: 'ratio', base: (value: number): number => value },
  percent: { type: 'ratio', base: percentToFraction },
  seconds: { type: 'duration', base: (value: number): number => value * 1000 },
  milliseconds: { type: 'duration', base: (value: number): number => value },
  bytes: { type: 'bytes', base: (value: number): number => value },
} as const;

export type MeasuredUnit = keyof typeof measuredUnits;
