/** From lines of pieces to what is written: the one place for colour, and for making text harmless. */
import { styleText } from 'node:util';
import { visible, withoutOrders } from './sanitize.ts';
import { type Line, plain, type Role, textOf } from './text.ts';

type Format = Parameters<typeof styleText>[0];

const formats: Readonly<Record<Role, Format>> = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  info: ['cyan', 'bold'],
  pass: 'green',
  fail: ['red', 'bold'],
  unknown: ['magenta', 'bold'],
  skipped: 'gray',
  strong: 'bold',
  faint: 'gray',
  quoted: 'cyan',
  path: 'underline',
};

/** Lines, each ended. */
export function paint(lines: Iterable<Line>, colour: boolean): string {
  let text = '';
  for (const line of lines) text += `${paintLine(line, colour)}\n`;
  return text;
}

function paintLine(line: Line, colour: boolean): string {
  const whole = visible(plain(line));
  const harmless = withoutOrders(whole);
  if (!colour || harmless !== whole) return harmless.trimEnd();
  return line
    .map((part) => {
      const text = visible(textOf(part));
      return typeof part === 'string' || text === ''
        ? text
        : styleText(formats[part.role], text, { validateStream: false });
    })
    .join('');
}

export type ColourOption = 'auto' | 'always' | 'never';

/** Whether a stream gets colour: the option, then NO_COLOR, then FORCE_COLOR, then what the stream is. */
export function wantsColour(
  option: ColourOption,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (option !== 'auto') return option === 'always';
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
