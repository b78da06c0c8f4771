/** Past changes of rollouts. */
import type { HistoryReport } from '../../../app/index.ts';
import { formatInstant } from '../../../plan/units.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';

type Change = HistoryReport['changes'][number];

export function historyForms({ changes, store }: HistoryReport): Forms {
  return {
    texts: () => [store, JSON.stringify(changes)],
    lines: (page) =>
      changes.length === 0
        ? [[`no change is recorded in ${store}`]]
        : changes.flatMap((change) => changeLines(change, page)),
    json: () => ({ changes: changes.map(jsonOfChange) }),
    jsonl: () => changes.map(jsonOfChange),
  };
}

/** `2026-11-21T12:04:10Z  checkout/main@prod  latched 25 → 0`, and below why, and by whom. */
function changeLines(
  { at, rollout, version, change, from, to, by, reason, reasonCode }: Change,
  page: Page,
): Line[] {
  const places = [from, to].filter((place) => place !== null).map(String);
  return [
    [
      piece('faint', formatInstant(at)),
      '  ',
      piece('strong', rollout),
      version === undefined ? '' : ` ${version}`,
      `  ${change.replaceAll(/[._]/gu, ' ')}`,
      places.length === 0 ? '' : ` ${places.join(' → ')}`,
    ],
    ...wrap(
      [
        ...sentence(reason),
        reasonCode === undefined ? '' : piece('faint', ` (${reasonCode})`),
        piece('faint', `, by ${by}`),
      ],
      page,
      ['    '],
    ),
  ];
}

function jsonOfChange({ at, ...change }: Change): object {
  return { at: formatInstant(at), ...change };
}
