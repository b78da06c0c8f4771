/** A rollout while it is followed: a line for each thing that happened to it. */
import type { RunEvent } from '../../../app/index.ts';
import { formatInstant } from '../../../plan/units.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';

type Change = Extract<RunEvent, { readonly type: 'rollout.changed' }>['change'];

/** Undefined for what is no news of a rollout. */
export function rolloutLine(event: RunEvent): Line | undefined {
  switch (event.type) {
    case 'rollout.changed':
      return [
        ...head(event.at, event.name),
        piece(roleOf(event.change), event.change.type),
        ' ',
        ...sentence(textOf(event.change)),
      ];
    case 'rollout.held':
      return [...head(event.at, event.name), `${event.by} looks after it now`];
    case 'rollout.left':
      return [
        ...head(event.at, event.name),
        ...sentence(
          'goes on without this run and its traffic stays as it is: `sentinel status --watch` shows it, `sentinel tick` or the same `sentinel apply` goes on with it',
        ),
      ];
    default:
      return undefined;
  }
}

function head(at: number, name: string): Line {
  return [piece('faint', `${formatInstant(Math.floor(at / 1000) * 1000)} `), piece('strong', name), ' '];
}

function textOf({ from, to, why, reason }: Change): string {
  const weights = typeof from === 'number' && typeof to === 'number' ? `from ${from} % to ${to} %: ` : '';
  return `${weights}${why}${reason === undefined ? '' : ` (${reason})`}`;
}

function roleOf({ type, to }: Change): Role {
  if (type === 'latched' || type === 'rolled_back') return 'fail';
  if (type === 'checks.observed') return to === 'pass' ? 'pass' : to === 'unknown' ? 'unknown' : 'fail';
  return type === 'completed' || type === 'stage.passed' ? 'pass' : 'info';
}
