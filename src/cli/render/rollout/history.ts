/** Past changes of rollouts. */
import type { HistoryReport } from '../../../app/index.ts';
import { formatInstant, formatSecond } from '../../../plan/units.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { changeLine, type RolloutChange } from './change-lines.ts';

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

/** `2026-11-21T12:04:10Z checkout/main@prod v1.4.0 goes back to 0 %: OPS-931 (aborted), by ann` */
export function changeLines(change: Change, page: Page): Line[] {
  const { at, rollout, version, by, reasonCode } = change;
  return wrap(
    [
      ...what(change),
      reasonCode === undefined ? '' : piece('faint', ` (${reasonCode})`),
      piece('faint', `, by ${by}`),
    ],
    page,
    [
      piece('faint', formatSecond(at)),
      ' ',
      piece('strong', rollout),
      version === undefined ? ' ' : ` ${version} `,
    ],
    ['    '],
  );
}

function what({ change, from, to, reason, audiences }: Change): Line {
  switch (change) {
    case 'started':
      return [piece('info', 'begun'), ...sentence(`: ${reason}`)];
    case 'revoked':
      return [piece('fail', 'found safe, and now revoked'), ...sentence(`: ${reason}`)];
    case 'request.refused':
      return [piece('warning', 'refused'), ...sentence(` ${reason}`)];
    default:
      return (
        changeLine({
          type: change as RolloutChange['type'],
          from,
          to,
          why: reason,
          ...(audiences && { audiences }),
        }) ?? [`${change.replaceAll(/[._]/gu, ' ')}: `, ...sentence(reason)]
      );
  }
}

export function jsonOfChange({ at, ...change }: Change): object {
  return { at: formatInstant(at), ...change };
}
