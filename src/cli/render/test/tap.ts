/** TAP, version 14: a line a case, with what came otherwise as a YAML block. */
import { visible } from '../../text/sanitize.ts';

export interface TapCase {
  readonly name: string;
  /** Why it failed; empty where it passed. */
  readonly texts: readonly string[];
}

export function tapReport(cases: readonly TapCase[]): string {
  const lines = cases.flatMap(({ name, texts }, index) => [
    `${texts.length === 0 ? 'ok' : 'not ok'} ${index + 1} - ${escape(name)}`,
    ...(texts.length === 0
      ? []
      : ['  ---', '  message: |', ...texts.map((text) => `    ${visible(text)}`.trimEnd()), '  ...']),
  ]);
  return `${['TAP version 14', `1..${cases.length}`, ...lines].join('\n')}\n`;
}

/** A `#` would begin a directive. */
function escape(name: string): string {
  return visible(name).replaceAll('\\', '\\\\').replaceAll('#', '\\#').replaceAll('\n', ' ');
}
