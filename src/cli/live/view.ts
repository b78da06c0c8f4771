/** The live view: what became of the rollout goes by above, where it stands is drawn below, and the keys under it. */
import { Box, Static, Text } from 'ink';
import { createElement, type ReactNode } from 'react';
import stringWidth from 'string-width';
import { formatInstant } from '../../plan/units.ts';
import { changeLine } from '../render/rollout/change-lines.ts';
import { statusLines } from '../render/rollout/status-lines.ts';
import { paint } from '../text/paint.ts';
import { visible } from '../text/sanitize.ts';
import { type Line, piece } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Told, Watched } from './watched.ts';

export interface ViewProps {
  readonly watched: Watched;
  readonly columns: number;
  readonly rows: number;
  readonly colour: boolean;
  /** Takes secrets out. */
  readonly redact: (text: string) => string;
  /** What stands at the foot: keys, a question, an answer. */
  readonly foot: readonly Line[];
  /** Nothing is drawn below any more. */
  readonly over: boolean;
}

/** Rows of the view that are not checks. */
const OTHER_ROWS = 14;

export function View(props: ViewProps): ReactNode {
  const { watched, foot, over } = props;
  const page = pageOf(props);
  return createElement(
    Box,
    { flexDirection: 'column' },
    createElement(Static<Told>, {
      items: [...watched.told],
      children: (told) => createElement(Painted, { ...props, key: told.key, lines: toldLines(told, page) }),
    }),
    over
      ? null
      : createElement(Painted, {
          ...props,
          lines: [[], ...standing(props), [], ...foot.flatMap((line) => wrap(line, page))],
        }),
  );
}

/** Lines of the house as one text: painted, and harmless, as everywhere. */
function Painted({
  lines,
  colour,
  redact,
}: Pick<ViewProps, 'colour' | 'redact'> & { readonly lines: readonly Line[] }): ReactNode {
  return createElement(Text, { wrap: 'truncate' }, redact(paint(lines, colour)).replace(/\n$/u, ''));
}

function pageOf({ columns }: Pick<ViewProps, 'columns'>): Page {
  return { columns, measure: (text) => stringWidth(visible(text)) };
}

function standing({ watched, columns, rows }: ViewProps): readonly Line[] {
  const { status, samples, heldBy } = watched;
  const drawing = { page: pageOf({ columns }), samples, mostChecks: Math.max(rows - OTHER_ROWS, 1) };
  return [
    ...(status ? statusLines(status, drawing) : [[piece('faint', 'not looked at yet')]]),
    ...(heldBy === undefined ? [] : [[piece('faint', `  ${heldBy} looks after it`)]]),
  ];
}

/** `12:04:10Z weight 10 % → 25 %: stage 2 of 4` */
function toldLines({ at, change }: Told, page: Page): readonly Line[] {
  const line = changeLine(change);
  const time = `${formatInstant(at).slice(11, 19)}Z `;
  return line ? wrap(line, page, [piece('faint', time)], [' '.repeat(time.length)]) : [];
}
