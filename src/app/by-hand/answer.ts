/** What came of what a person asked of a rollout, as the store tells it afterwards. */
import type { Rollout } from '../../plan/rollout.ts';
import { agreedTo } from '../../runtime/core/rollout/approvals.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { REFUSAL } from '../../runtime/engine/rollout/entries.ts';
import { rolloutAsRun, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { Stores } from '../../runtime/engine/world.ts';
import type { AskedRollout } from '../report.ts';
import type { HandRequest } from '../requests.ts';
import { planOf } from '../rollout/open.ts';
import { entriesAfter } from './changes.ts';

/** What takes a whole group back. */
export const goingBack: ReadonlySet<HandRequest> = new Set(['abort', 'rollback']);

export interface Asked {
  readonly request: HandRequest;
  /** Of the request in the store. */
  readonly key: string;
  /** The last entry of the audit before it. */
  readonly seq: number;
  /** The name of whoever asked. */
  readonly by: string;
  /** Somebody has looked at it. */
  readonly taken: boolean;
  readonly before: StoredRollout;
  readonly after: StoredRollout;
}

/** A way back is done once nobody is on the canary, and to promote once all have agreed who are asked to. */
export async function answerTo(stores: Stores, asked: Asked): Promise<Pick<AskedRollout, 'result' | 'why'>> {
  const { request, taken, after } = asked;
  if (!taken)
    return { result: 'kept', why: 'whoever looks after the rollout takes it up with the next look' };
  const refusal = await refusalOf(stores, asked);
  if (refusal !== undefined) return { result: 'refused', why: refusal };
  if (goingBack.has(request)) {
    if (isOver(after.record)) return { result: 'done' };
    const trouble = after.sight?.trouble ?? 'whoever looks after the rollout goes on with it';
    return { result: 'begun', why: `the traffic is not back yet: ${trouble}` };
  }
  if (request !== 'approve' && request !== 'promote') return { result: 'done' };
  const { rollout } = await planOf({ stores }, after);
  const why = missingIn(rolloutAsRun(rollout, after), asked);
  if (why === undefined) return { result: 'done' };
  return { result: request === 'approve' ? 'done' : 'begun', why };
}

async function refusalOf(stores: Stores, asked: Asked): Promise<string | undefined> {
  let isHeard = asked.request !== 'approve';
  for await (const { type, subject, data, from, to } of entriesAfter(stores, asked.seq)) {
    if (type === REFUSAL && data?.['key'] === asked.key) return data['refusal'] as string;
    const isAgreement = agreements.has(type) && subject['attempt'] === asked.before.attempt;
    if (isAgreement && to === asked.before.record.stage + 1 && Array.isArray(from))
      isHeard ||= from.includes(asked.by);
  }
  // Whoever agrees once more changes nothing; an agreement that has expired may be given again.
  return isHeard ? undefined : `${asked.by} has agreed already`;
}

/** Entries that tell who has agreed. */
const agreements: ReadonlySet<string> = new Set(['rollout.approval.given', 'rollout.approved']);

/** Undefined where the stage was left, or nobody is missing. */
function missingIn(rollout: Rollout, { before, after: { record } }: Asked): string | undefined {
  const next = record.stage + 1;
  const rule = rollout.stages[next]?.approve;
  if (!rule || record.latch || record.stage !== before.record.stage) return undefined;
  const missing = rule.count - agreedTo(rollout, record, next).length;
  return missing > 0 ? `it still waits for ${missing} more of \`${rule.from}\`` : undefined;
}
