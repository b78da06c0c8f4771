/** The live view: what became of the rollouts goes by above, where they stand is drawn below, and the keys under it. */
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
import type { Told, Watched, WatchedRollout } from './watched.ts';

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

/** Rows that are no rollout's: the keys, an answer to them, and what is empty. */
const OTHER_ROWS = 6;
/** Rows of a rollout that are not checks. */
const ROLLOUT_ROWS = 8;

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

function standing({ watched, ...view }: ViewProps): readonly Line[] {
  const rollouts = [...watched.rollouts.values()];
  if (rollouts.length === 0) return unseen;
  const page = pageOf(view);
  const rows = Math.floor((view.rows - OTHER_ROWS) / rollouts.length);
  return rollouts.flatMap((rollout, index) => [
    ...(index === 0 ? [] : [[]]),
    ...oneStanding(rollout, page, rows),
  ]);
}

const unseen: readonly Line[] = [[piece('faint', 'not looked at yet')]];

/** What does not fit is left out: first checks, then all but where it is and why it waits. */
function oneStanding({ status, samples, heldBy }: WatchedRollout, page: Page, rows: number): readonly Line[] {
  const mostChecks = rows - ROLLOUT_ROWS;
  const drawing = { page, samples, mostChecks: Math.max(mostChecks, 1), brief: mostChecks < 0 };
  return [
    ...(status ? statusLines(status, drawing) : unseen),
    ...(heldBy === undefined ? [] : [[piece('faint', `  ${heldBy} looks after it`)]]),
  ];
}

/** `12:04:10Z weight 10 % → 25 %: stage 2 of 4`, with the name where there are several. */
function toldLines({ at, change, of }: Told, page: Page): readonly Line[] {
  const line = changeLine(change);
  const time = `${formatInstant(at).slice(11, 19)}Z `;
  const whose = of === undefined ? [] : [piece('strong', of), ' '];
  return line ? wrap([...whose, ...line], page, [piece('faint', time)], [' '.repeat(time.length)]) : [];
}
