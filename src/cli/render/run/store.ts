import type { RunReport } from '../../../app/index.ts';
import { formatDuration } from '../../../plan/units.ts';
import { type Line, piece } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';

/** `.sentinel/state.db (sqlite, beside the policy), created 3 d ago` */
export function storeLines(store: NonNullable<RunReport['store']>, now: number, page: Page): Line[] {
  const { kind, place, from, createdAt, limits } = store;
  const age = createdAt === undefined ? undefined : now - createdAt;
  const since =
    age === undefined ? 'not there yet' : age < 1000 ? 'created now' : `created ${formatDuration(age)} ago`;
  return wrap(
    [
      piece('faint', `(${kind}, ${from})`),
      `, ${since}${limits === undefined ? '' : `; limits on ${limits}`}`,
    ],
    page,
    ['  ', piece('path', place), ' '],
    ['    '],
  );
}
