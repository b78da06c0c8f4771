/** What became of a rollout, a line for each change. */
import type { RunEvent } from '../../../app/index.ts';
import { positionText } from '../../../plan/assignment.ts';
import { type Line, piece, type Role, sentence } from '../../text/text.ts';

export type RolloutChange = Extract<RunEvent, { readonly type: 'rollout.changed' }>['change'];

/** `weight 10 % → 25 %: stage 2 of 4`; undefined for what another change says too. */
export function changeLine(change: RolloutChange): Line | undefined {
  const { type, from, to, why, audiences } = change;
  const weight = (place: Place): string =>
    typeof place === 'number' ? positionText(place, audiences) : textOf(place);
  switch (type) {
    case 'shift.intended':
    case 'drift.repaired':
      return told('info', `weight ${weight(from)} → ${weight(to)}`, why);
    case 'shift.confirmed':
      return told('strong', `weight is ${weight(to)}`, undefined);
    case 'stage.skipped':
      return told('skipped', `${stage(to)} is left out`, why);
    case 'stage.passed':
      return told('pass', `${stage(to)} is passed`, undefined);
    case 'checks.observed':
      return told(observedRole(to), `checks ${observedWord(to)}`, to === 'pass' ? undefined : why);
    case 'clocks.apart':
      return told('warning', 'clocks differ', why);
    case 'drift.left':
      return told('warning', 'left as it is', why);
    case 'operator.stopped':
      return told('warning', 'stopped from outside', why);
    case 'paused':
      return told('warning', `paused (${textOf(to)})`, why);
    case 'resumed':
      return told('info', 'resumed', why);
    case 'approval.awaited':
    case 'identity.mismatched':
      return told('warning', 'waits', why);
    case 'approval.given':
      return told('info', `${stage(to)} is agreed to by ${namesOf(from)} so far`, why);
    case 'approval.revoked':
      return told('warning', `${stage(to)} is agreed to by ${namesOf(from)} no more`, why);
    case 'approved':
      return told('pass', `${stage(to)} is agreed to by ${namesOf(from)}`, why);
    case 'latched':
      return told('fail', `goes back to ${weight(to)}`, why);
    case 'tier.used':
      return told('info', `back over ${textOf(to)}`, why);
    case 'tier.failed':
      return told('warning', `${textOf(from)} does not take it back`, why);
    case 'retrying':
      return told('info', `goes up again, for the ${textOf(to)}. time`, why);
    case 'rolled_back':
      return told('fail', `rolled back to ${weight(to)}`, why);
    case 'completed':
      return told('pass', 'completed', why);
    case 'handover.begun':
      return told('info', 'back to the stable side', why);
    case 'handover.stopped':
      return told('fail', `back to the canary at ${weight(to)}`, why);
    case 'shift.superseded':
    case 'stage.entered':
    case 'handover.arrived':
    case 'settled':
      return undefined;
  }
}

function told(role: Role, what: string, why: string | undefined): Line {
  return [piece(role, what), ...(why === undefined ? [] : [': ', ...sentence(why)])];
}

type Place = RolloutChange['from'];

/** Stages are counted from 0 where they are recorded. */
function stage(place: Place): string {
  return `stage ${typeof place === 'number' ? place + 1 : textOf(place)}`;
}

/** Of everybody whose word counts. */
function namesOf(people: Place): string {
  return Array.isArray(people) ? people.join(', ') : textOf(people);
}

function textOf(place: Place): string {
  return typeof place === 'string' ? place : JSON.stringify(place ?? null);
}

function observedRole(place: Place): Role {
  return place === 'pass' ? 'pass' : place === 'unknown' ? 'unknown' : 'fail';
}

function observedWord(place: Place): string {
  return place === 'unknown' ? 'are unknown' : textOf(place);
}
