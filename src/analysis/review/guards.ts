/** Whether each guard of a rollout is weaker or stronger than it was. */
import type { Condition } from '../../plan/plan.ts';
import type {
  Approval,
  Checks,
  Rollback,
  Rollout,
  Stage,
  Tolerance,
  UnknownAction,
} from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { worstDetection } from '../../runtime/core/rollout/timeline.ts';
import {
  type CompareConditions,
  condition,
  durationOrNever,
  type GuardChange,
  less,
  more,
  other,
  ranked,
  type RolloutChangeType,
} from './guard-change.ts';
import { verdictOf } from './verdict.ts';

/** Of one rollout in both versions. Guards that are alike are left out. */
export function guardChanges(
  base: Rollout,
  head: Rollout,
  compare: CompareConditions,
): readonly GuardChange[] {
  return [
    ...stageChanges(base, head, compare),
    ...rollbackChanges(base.rollback, head.rollback, compare),
    ...condition('identity', compare(optional(base.identity), optional(head.identity), 'true')),
    ...less('dwell', base.dwell, head.dwell, formatDuration),
    ...less('cooldown', base.cooldown, head.cooldown, formatDuration),
    ...more('deadline', base.deadline ?? Infinity, head.deadline ?? Infinity, durationOrNever),
    ...ranked('unknown_policy', unknownRanks(base), unknownRanks(head), [
      unknownText(base),
      unknownText(head),
    ]),
    ...ranked(
      'mode',
      [Number(base.mode === 'enforce')],
      [Number(head.mode === 'enforce')],
      [base.mode, head.mode],
    ),
    ...ranked(
      'runway',
      [Number(base.runway)],
      [Number(head.runway)],
      [String(base.runway), String(head.runway)],
    ),
    ...ranked(
      'first',
      [Number(base.first === 'analyze')],
      [Number(head.first === 'analyze')],
      [base.first, head.first],
    ),
    ...more('concurrent', base.concurrent ?? Infinity, head.concurrent ?? Infinity, manyText),
    ...other('concurrent', base.newer, head.newer),
    ...less('finish', base.finish.keep, head.finish.keep, formatDuration),
    ...other('finish', base.finish.promote, head.finish.promote),
    ...other('driver', base.traffic, head.traffic, base.traffic.kind, head.traffic.kind),
    ...other('driver', base.tracks, head.tracks),
    ...other('assignment', base.assignment, head.assignment, '', ''),
    ...[
      ...other('steps', base.before, head.before, stepNames(base.before), stepNames(head.before)),
      ...other('steps', base.after, head.after, stepNames(base.after), stepNames(head.after)),
    ].map((change): GuardChange => ({ ...change, verdict: 'same' })),
  ];
}

function optional(condition: Condition | undefined): readonly Condition[] | undefined {
  return condition && [condition];
}

function manyText(count: number): string {
  return count === Infinity ? 'any number' : String(count);
}

function stepNames(steps: readonly { readonly name: string }[]): string {
  return steps.map(({ name }) => name).join(', ') || 'none';
}

const actionRanks: Readonly<Record<UnknownAction, number>> = { hold: 0, pause: 1, rollback: 2 };

function unknownRanks({ unknown }: Rollout): readonly number[] {
  return [actionRanks[unknown.action], actionRanks[unknown.next], -(unknown.for ?? Infinity)];
}

function unknownText({ unknown: { action, for: how, next } }: Rollout): string {
  return how === undefined ? action : `${action} for ${formatDuration(how)}, then ${next}`;
}

/** Stages are compared by the weight that they guard: what a share of the traffic has to go through. */
function stageChanges(base: Rollout, head: Rollout, compare: CompareConditions): readonly GuardChange[] {
  const changes: GuardChange[] = [];
  for (const now of head.stages) {
    const was = guardOf(base, now.weight);
    if (!was) continue;
    changes.push(
      ...approvalChange(was.approve, now.approve),
      ...exitChange(was, now),
      ...checkChanges(was.checks, now.checks, compare),
      // A stage is left out where its condition is known to be false.
      ...condition('stage_when', compare(optional(was.when), optional(now.when), 'false')),
    );
  }
  return distinct(changes);
}

/** What guards the traffic at this weight: the stage of it, else the one that goes beyond. */
function guardOf({ stages }: Rollout, weight: number): Stage | undefined {
  return (
    stages.find((stage) => stage.weight === weight) ??
    stages.find((stage) => stage.weight > weight) ??
    stages.at(-1)
  );
}

function distinct(changes: readonly GuardChange[]): readonly GuardChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function approvalChange(was: Approval | undefined, is: Approval | undefined): readonly GuardChange[] {
  const ranks = (one: Approval | undefined): readonly number[] =>
    one ? [one.count, Number(one.notAuthor), -(one.expires ?? Infinity)] : [0, 0, -Infinity];
  const texts = [approvalText(was), approvalText(is)] as const;
  if (was && is && was.from !== is.from) return other('approval', was, is, ...texts);
  return ranked('approval', ranks(was), ranks(is), texts);
}

function approvalText(approval: Approval | undefined): string {
  return approval ? `${approval.count} of ${approval.from}` : 'none';
}

function exitChange(was: Stage, is: Stage): readonly GuardChange[] {
  const [gone, added] = [
    was.exit.filter((gate) => !is.exit.includes(gate)),
    is.exit.filter((gate) => !was.exit.includes(gate)),
  ];
  if (gone.length + added.length === 0) return [];
  const text = (gates: readonly string[]) => gates.join(', ') || 'none';
  return [
    {
      type: 'exit_gates',
      verdict: verdictOf(gone.length > 0, added.length > 0),
      proved: true,
      was: text(was.exit),
      is: text(is.exit),
    },
  ];
}

const failRanks: Readonly<Record<Checks['onFail'], number>> = { hold: 0, pause: 1, rollback: 2 };

function checkChanges(
  was: Checks | undefined,
  is: Checks | undefined,
  compare: CompareConditions,
): readonly GuardChange[] {
  if (!was || !is) {
    if (was) return [{ type: 'checks', verdict: 'looser', proved: true, is: 'none' }];
    return is ? [{ type: 'checks', verdict: 'stricter', proved: true, was: 'none' }] : [];
  }
  return [
    ...condition('checks', compare(was.require, is.require, 'true')),
    ...more(
      'check_times',
      worstDetection(was),
      worstDetection(is),
      (time) => `detected within ${formatDuration(time)}`,
    ),
    ...toleranceChange('tolerate', was.tolerate, is.tolerate),
    ...ranked('on_fail', [failRanks[was.onFail]], [failRanks[is.onFail]], [was.onFail, is.onFail]),
    ...more('check_times', was.maxExtend ?? Infinity, is.maxExtend ?? Infinity, durationOrNever),
  ];
}

function toleranceChange(type: RolloutChangeType, was: Tolerance, is: Tolerance): readonly GuardChange[] {
  const text = (one: Tolerance) =>
    one.kind === 'of'
      ? `${one.count} of ${one.of}`
      : one.kind === 'total'
        ? `${one.count}`
        : `${one.count} consecutive`;
  if (was.kind !== is.kind) return other(type, was, is, text(was), text(is));
  const ranks = (one: Tolerance) => [-one.count, one.kind === 'of' ? one.of : 0];
  return ranked(type, ranks(was), ranks(is), [text(was), text(is)]);
}

function tiersText({ tiers = [] }: Rollback): string {
  const texts = tiers.map(({ traffic: { kind }, within }) =>
    within === undefined ? kind : `${kind} within ${formatDuration(within)}`,
  );
  return texts.length === 0 ? 'no tiers' : `tiers ${texts.join(', ')}`;
}

function rollbackChanges(was: Rollback, is: Rollback, compare: CompareConditions): readonly GuardChange[] {
  const to = (one: Rollback) => (one.to === 'previous_stage' ? Infinity : one.to);
  const target = (one: Rollback) => (one.to === 'previous_stage' ? 'the stage before' : `${one.to} %`);
  return [
    // The trigger acts where it is true: what is true less often is looser.
    ...condition('roll_back', compare(optional(was.when), optional(is.when), 'false')),
    ...(was.when && is.when ? toleranceChange('roll_back', was.tolerate, is.tolerate) : []),
    ...ranked('roll_back', [-to(was)], [-to(is)], [`to ${target(was)}`, `to ${target(is)}`]),
    ...more('roll_back', was.retry, is.retry, (times) => `${times} retries`),
    ...ranked(
      'roll_back',
      [Number(was.quarantine)],
      [Number(is.quarantine)],
      [`quarantine ${was.quarantine}`, `quarantine ${is.quarantine}`],
    ),
    ...other('roll_back', was.tiers, is.tiers, tiersText(was), tiersText(is)),
  ];
}
