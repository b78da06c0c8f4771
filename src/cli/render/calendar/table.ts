/** Times one below the other. */
import type { CalendarReport, FrozenPeriod } from '../../../app/index.ts';
import { clockText, placeOfZone } from '../../../plan/clock-text.ts';
import { type Line, piece } from '../../text/text.ts';
import type { Page } from '../../text/wrap.ts';
import { inOrder } from './in-order.ts';

export function tableLines({ freezes, now }: CalendarReport, { measure }: Page): Line[] {
  const rows = inOrder(freezes).map(([freeze, period]) => ({
    freeze,
    cells: [
      edge(period.localFrom, now, 'long ago'),
      edge(period.localUntil, now, 'no end foreseen'),
      placeOfZone(freeze.timezone),
    ],
    isNow: holdsAt(period, now),
  }));
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...rows.map(({ cells }) => measure(cells[column] ?? ''))),
  );
  const pad = (text: string, column: number) => text + ' '.repeat((widths[column] ?? 0) - measure(text));
  return rows.map(({ freeze, cells: [from = '', until = '', place = ''], isNow }) => [
    piece(isNow ? 'fail' : 'faint', isNow ? '▸ ' : '  '),
    pad(from, 0),
    piece('faint', '  to  '),
    pad(until, 1),
    '  ',
    piece('faint', pad(place, 2)),
    '  ',
    piece('strong', freeze.name),
  ]);
}

/** On the clocks of its zone, of which the year of now is not far. */
function edge(local: number | undefined, now: number, without: string): string {
  return local === undefined ? without : clockText(local, now);
}

function holdsAt({ from, until }: FrozenPeriod, now: number): boolean {
  return (from ?? Number.NEGATIVE_INFINITY) <= now && now < (until ?? Number.POSITIVE_INFINITY);
}
