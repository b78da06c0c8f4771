/** What a record must hold after a commit, by the simulation's own account of what happened. */
import { FALSE } from '../../src/plan/kleene.ts';
import type { Stage } from '../../src/plan/rollout.ts';
import type { Judged, LawParts, Standing } from './law.ts';
import { isOver } from './over.ts';
import { isTooMuch, type StageAccount } from './stage-account.ts';

/** `wasLatched`: before this commit. */
export function judgeRecord(parts: LawParts, now: Standing, judged: Judged, wasLatched: boolean): void {
  const { violate } = parts;
  const { after, commit } = judged;
  if (after.weight !== now.weight)
    violate(
      'confirmed, then counted',
      `the record says ${after.weight} %, and ${now.weight} % was read back`,
    );
  if (after.intent?.id !== now.open) violate('intent first', 'the open change is not the one that was told');
  if ((after.latch === undefined) !== (now.latch === undefined))
    violate('roll-back wins', 'the latch is not as it was told');
  if (after.stage !== now.stage)
    violate('ceiling', `the record is at stage ${after.stage}, not ${now.stage}`);
  for (const { key, value } of judged.look.listed ?? [])
    if (!commit.writes?.some((write) => write.key === key && write.value === undefined))
      violate('idempotent recovery', `the request ${JSON.stringify(value)} stays`);
  if (!wasLatched) judgeActs(parts, now, judged);
  judgeReason(parts, now, judged, wasLatched);
  judgeBack(parts, judged);
  judgePause(parts, now, judged);
}

/** Too many failures act, and so do people, freezes and deadlines. */
function judgeActs(parts: LawParts, now: Standing, { before, after, look }: Judged): void {
  const { violate, rollout } = parts;
  const stage = rollout.stages[now.stage];
  const events = after.retries > before.retries || after.phase === 'rolled_back';
  const goesBack = after.latch !== undefined || events || after.handover?.to === 'canary';
  const { failed, triggered } = hasTooMany(now.here, parts, stage);
  if (look.observed?.checks && !goesBack) {
    if (triggered) violate('policy', 'too many observations of the trigger were borne');
    if (failed && stage?.checks?.onFail === 'rollback') violate('policy', 'too many failures were borne');
    if (failed && stage?.checks?.onFail === 'pause' && !after.pause && !isOver(after))
      violate('policy', 'too many failures did not pause it');
  }
  if (isOver(before)) return;
  const asked = look.requests?.some(({ kind }) => kind === 'abort' || kind === 'rollback');
  if (asked && !goesBack) violate('roll-back unblockable', 'a person asked to go back, and it does not');
  const { deadline } = rollout;
  const lasts = after.clock - after.startedAt - after.pausedFor;
  if (deadline !== undefined && lasts > deadline && !goesBack && !after.handover && !isOver(after))
    violate('policy', `it lasts ${lasts} ms, and its deadline is ${deadline} ms`);
  const promotions = after.stage >= 0 ? look.freezes?.promotions : undefined;
  if (
    promotions?.inFlight === 'rollback' &&
    !goesBack &&
    !after.handover &&
    !isOver(after) &&
    before.stage >= 0
  )
    violate('policy', 'a freeze asks to go back, and it does not');
}

/** It goes back for a reason that there is. */
function judgeReason(
  parts: LawParts,
  now: Standing,
  { after, look, moment }: Judged,
  wasLatched: boolean,
): void {
  const { violate, rollout, account } = parts;
  const { latch } = after;
  if (!latch || wasLatched) return;
  const { here } = now;
  const stage = rollout.stages[now.stage];
  const { failed, triggered } = hasTooMany(here, parts, stage);
  const asked = (kind: string) => look.requests?.some((request) => request.kind === kind) === true;
  const isUnknown = look.traffic === 'unknown' || here.last === 'unknown';
  const extended =
    stage?.checks?.maxExtend !== undefined &&
    here.entered !== undefined &&
    account.since(here.entered, moment) > stage.hold + stage.checks.maxExtend;
  const isTrue =
    after.phase === 'rolled_back' ||
    {
      check_failed: failed || look.observed?.exit?.passed === FALSE,
      trigger: triggered,
      unknown: isUnknown || extended,
      deadline: rollout.deadline !== undefined,
      freeze: look.freezes?.promotions?.inFlight === 'rollback',
      rollback_requested: asked('rollback'),
      aborted: asked('abort'),
      replaced: false,
      drift: false,
      operator_stop: false,
      steps_failed: false,
      group: false,
    }[latch.reason];
  if (!isTrue) violate('policy', `it goes back for a reason that there is not: ${latch.reason}`);
  const isFailed = latch.reason === 'check_failed' || latch.reason === 'trigger';
  const isLast = now.retries >= rollout.rollback.retry;
  if (latch.quarantine !== (isFailed && isLast && rollout.rollback.quarantine))
    violate('policy', 'what failed is not in quarantine, or something else is');
}

/** On its way back it aims down at once, and nothing keeps its commit. */
function judgeBack({ violate }: LawParts, { after, commit }: Judged): void {
  const { latch, intent } = after;
  if (!latch) return;
  if (commit.urgent !== true) violate('roll-back unblockable', 'the commit of a roll-back is not urgent');
  if (commit.notAfter !== undefined) violate('roll-back unblockable', 'a roll-back may come too late');
  if (after.phase !== 'rolling_back' || latch.arrived || after.intents === 0) return;
  if (!intent) violate('roll-back unblockable', 'it is to go back, and nothing is done');
  else if (intent.to > latch.to) violate('roll-back wins', `it is to go back, and aims at ${intent.to} %`);
  else if (intent.to === 0 && intent.verb !== 'evict')
    violate('roll-back wins', 'who is on the canary may stay there');
}

function judgePause({ violate }: LawParts, now: Standing, { after, look }: Judged): void {
  if (isOver(after) || after.latch) return;
  if ((after.pause === undefined) !== (now.pause === undefined))
    violate('policy', 'the pause is not as it was told');
  const last = look.requests?.findLast(({ kind }) => kind === 'pause' || kind === 'resume');
  if (last?.kind === 'pause' && !after.pause && after.retries === 0)
    violate('policy', 'a person asked for a pause');
}

function hasTooMany(
  here: StageAccount,
  { rollout }: LawParts,
  stage: Stage | undefined,
): { readonly failed: boolean; readonly triggered: boolean } {
  return {
    failed: stage?.checks !== undefined && isTooMuch(stage.checks.tolerate, here.failures),
    triggered: isTooMuch(rollout.rollback.tolerate, here.triggers),
  };
}
