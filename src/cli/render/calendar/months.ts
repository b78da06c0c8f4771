/** Months, a week in each row, with a letter for each freeze of a day: a capital where it holds all day. */
import type { CalendarDay, CalendarReport } from '../../../app/index.ts';
import { placeOfZone } from '../../../plan/clock-text.ts';
import { type Line, type Piece, piece } from '../../text/text.ts';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const weekdayNames = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** After the last letter they share one. */
export function letterOf(index: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'[index] ?? '*';
}

export function monthLines({ timezone }: CalendarReport, days: readonly CalendarDay[]): Line[] {
  const width = Math.max(4, ...days.map((day) => 3 + marksOf(day).length)) + 1;
  const months = Map.groupBy(days, ({ date }) => date.slice(0, 7));
  return [...months].flatMap(([month, ofMonth], index) => [
    ...(index === 0 ? [] : [[]]),
    [piece('strong', titleOf(month)), piece('faint', `  days of ${placeOfZone(timezone)}`)],
    [piece('faint', `  ${weekdayNames.map((name) => name.padEnd(width)).join('')}`.trimEnd())],
    ...weeksOf(ofMonth).map((week) => [
      '  ',
      ...week.flatMap((day, column) => [
        ...cellOf(day),
        ...(column === week.length - 1 ? [] : [gapAfter(day, width)]),
      ]),
    ]),
  ]);
}

function titleOf(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${monthNames[Number(number) - 1]} ${year}`;
}

/** Rows of seven; undefined stands for days of other months. */
function weeksOf(days: readonly CalendarDay[]): (CalendarDay | undefined)[][] {
  const [first] = days;
  const before = first ? (new Date(first.date).getUTCDay() + 6) % 7 : 0;
  const cells = [...Array.from<undefined>({ length: before }), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

function cellOf(day: CalendarDay | undefined): Piece[] {
  if (!day) return [];
  const number = day.date.slice(8).replace(/^0/u, ' ');
  const marks = marksOf(day);
  const role = day.freezes.some(({ whole }) => whole) ? 'fail' : 'warning';
  return marks === '' ? [number] : [`${number} `, piece(role, marks)];
}

function gapAfter(day: CalendarDay | undefined, width: number): string {
  const marks = day ? marksOf(day) : '';
  const used = day ? 2 + (marks === '' ? 0 : 1 + marks.length) : 0;
  return ' '.repeat(width - used);
}

function marksOf({ freezes }: CalendarDay): string {
  return freezes
    .map(({ index, whole }) => (whole ? letterOf(index).toUpperCase() : letterOf(index)))
    .join('');
}
