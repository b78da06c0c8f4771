/** Values that people type where the type is known: `40%`, `3s`, `true`; a string stands without quotes. */
import { readInstant } from './instant.ts';
import { parseVersion } from './operations/semver.ts';
import type { Constant } from './term.ts';
import type { ScalarType } from './type.ts';
import { readBytes, readDuration, readRatio } from './units.ts';

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
    case 'instant':
      return readInstant(text);
  }
}

function readNumber(text: string): ScalarReading {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u.test(text) && Number.isFinite(Number(text))
    ? { value: Number(text) }
    : { wrong: `\`${text}\` is not a number, such as \`3\` or \`0.5\`` };
}
