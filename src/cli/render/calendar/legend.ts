/** What each freeze is, and why. */
import type { CalendarFreeze, CalendarReport } from '../../../app/index.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import { letterOf } from './months.ts';

export function legendLines({ freezes, days }: CalendarReport, page: Page): Line[] {
  const width = Math.max(...freezes.map(({ name }) => page.measure(name)));
  const rows = freezes.map((freeze, index) => ({
    freeze,
    letter: days ? `${letterOf(index)}  ` : '',
  }));
  const lines = rows.flatMap(({ freeze, letter }) =>
    wrap(
      aboutFreeze(freeze),
      page,
      [
        '  ',
        piece('fail', letter),
        piece('strong', freeze.name + ' '.repeat(width - page.measure(freeze.name))),
        '  ',
      ],
      [' '.repeat(2 + letter.length + width + 2)],
    ),
  );
  return days ? [...lines, [piece('faint', '  a capital letter: all day')]] : lines;
}

function aboutFreeze({
  environments,
  blocks,
  mode,
  window,
  reason,
  when,
  except,
  times,
}: CalendarFreeze): Line {
  const parts: Line[] = [
    [environments?.join(', ') ?? 'everywhere'],
    ...(blocks.length === 1 ? [[`${wordFor(blocks)} only`]] : []),
    ...(mode === 'shadow' ? [['in shadow, stops nothing']] : []),
    ...(window === undefined ? [] : [[window]]),
    ...(reason === undefined ? [] : [sentence(oneLine(reason))]),
    ...(when === undefined ? [] : [['when ', piece('quoted', oneLine(when))]]),
    ...(except === undefined ? [] : [['except ', piece('quoted', oneLine(except))]]),
    ...(isUnknown(times) ? [sentence(`its times are unknown, so it holds: ${times.reason}`, 'unknown')] : []),
  ];
  return parts.flatMap((part, index) => (index === 0 ? part : ['; ', ...part]));
}

/** What a freeze stops. */
export function wordFor(blocks: CalendarFreeze['blocks']): string {
  return blocks.map((action) => (action === 'start' ? 'starts' : 'promotions')).join(' and ');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
