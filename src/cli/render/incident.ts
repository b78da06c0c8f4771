/** Incident freezes, opened or lifted. */
import type { IncidentReport } from '../../app/index.ts';
import { formatDuration, formatInstant } from '../../plan/units.ts';
import type { IncidentFreeze } from '../../plan/window.ts';
import { type Line, piece, sentence } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';

export type IncidentAction = 'opened' | 'lifted';

export function incidentForms(action: IncidentAction, { freezes, store }: IncidentReport): Forms {
  return {
    texts: () => [JSON.stringify([freezes, store])],
    lines: (page) => freezes.flatMap((freeze) => freezeLines(action, freeze, page)),
    json: () => ({
      action,
      store,
      freezes: freezes.map(({ from, until, ...freeze }) => ({
        ...freeze,
        from: formatInstant(from),
        until: formatInstant(until),
      })),
    }),
  };
}

function freezeLines(
  action: IncidentAction,
  { id, scope, from, until, reason }: IncidentFreeze,
  page: Page,
): Line[] {
  const fields = Object.entries(scope).map(([name, value]) => `${name}=${value}`);
  const which = fields.length === 0 ? 'every release of every policy' : `releases with ${fields.join(', ')}`;
  const what =
    action === 'opened'
      ? `: ${which} until ${formatInstant(until)}, ${formatDuration(until - from)} from now`
      : `, which stopped ${which} until ${formatInstant(until)}`;
  return [
    ...wrap(
      sentence(what),
      page,
      [
        piece(action === 'opened' ? 'fail' : 'pass', action === 'opened' ? '✗ frozen ' : '✓ lifted '),
        piece('path', id),
      ],
      ['  '],
    ),
    ...wrap(sentence(reason), page, ['  ']),
  ];
}
