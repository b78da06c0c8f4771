/** Values that people type where the type is known: `40%`, `3s`, `true`; a string stands without quotes. */
import { parseVersion } from '../plan/operations/semver.ts';
import type { Constant } from '../plan/term.ts';
import type { ScalarType } from '../plan/type.ts';
import { readBytes, readDuration, readRatio } from '../plan/units.ts';
import { readInstant } from './instant.ts';

export type ScalarReading =
  { readonly value: Constant } | { readonly wrong: string; readonly write?: string };

export function readScalarText(type: ScalarType, text: string): ScalarReading {
  switch (type) {
    case 'string':
      return { value: text };
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { value: text === 'true' }
        : { wrong: `\`${text}\` is neither \`true\` nor \`false\`` };
    case 'number':
      return readNumber(text);
    case 'ratio':
      return readRatio(text);
    case 'duration':
      return readDuration(text);
    case 'bytes':
      return readBytes(text);
    case 'version':
      return parseVersion(text)
        ? { value: text }
        : { wrong: `\`${text}\` is not a version, such as \`1.4.0\`` };
    case 'instant': {
      const value = readInstant(text);
      return value === undefined
        ? { wrong: `\`${text}\` is not an instant, such as \`2026-11-27T10:00:00Z\`` }
        : { value };
    }
  }
}

function readNumber(text: string): ScalarReading {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u.test(text) && Number.isFinite(Number(text))
    ? { value: Number(text) }
    : { wrong: `\`${text}\` is not a number, such as \`3\` or \`0.5\`` };
}
