/** Who agreed to which stage, and whether that is enough. Of an unverified person nothing is heard here. */
import type { Rollout } from '../../../plan/rollout.ts';
import type { Agreement, RolloutRecord } from './record.ts';
import { type Approver, changed, type Turn } from './turn.ts';

/** Why a person's word does not count for a stage; undefined where it does. */
export function whyNotHeard(rollout: Rollout, stage: number, by: Approver): string | undefined {
  const rule = rollout.stages[stage]?.approve;
  if (!rule) return undefined;
  if (!by.groups.includes(rule.from)) return `${by.name} is not one of ${rule.from}`;
  return rule.notAuthor && by.isAuthor
    ? `${by.name} is the author of the release, and others must agree`
    : undefined;
}

/** Names of those whose word for the stage counts now. */
export function agreedTo(
  rollout: Rollout,
  { approved, clock }: RolloutRecord,
  stage: number,
): readonly string[] {
  const { expires = Infinity } = rollout.stages[stage]?.approve ?? {};
  const names = approved.filter((one) => one.stage === stage && clock - one.at < expires).map(({ by }) => by);
  return [...new Set(names)];
}

export function isAgreed(rollout: Rollout, record: RolloutRecord, stage: number): boolean {
  return agreedTo(rollout, record, stage).length >= (rollout.stages[stage]?.approve?.count ?? 0);
}

/** With this person's word for the stage, which is told once; one that has expired may be given again. */
export function agreeing(turn: Turn, stage: number, { name, at }: Approver, why: string): Turn {
  const { rollout, record } = turn;
  if (agreedTo(rollout, record, stage).includes(name)) return turn;
  const others = record.approved.filter((one) => one.stage !== stage || one.by !== name);
  const agreement: Agreement = { stage, by: name, at: Math.min(at, record.clock) };
  const after = { ...record, approved: [...others, agreement] };
  return changed(
    turn,
    { approved: after.approved },
    {
      type: isAgreed(rollout, after, stage) ? 'approved' : 'approval.given',
      from: agreedTo(rollout, after, stage),
      to: stage,
      why,
    },
  );
}

/** Whoever agreed to what is still to come did not know of this failure, and is asked again. */
export function withdrawn(turn: Turn, why: string): Turn {
  const { approved, stage } = turn.record;
  const [first, ...others] = approved.filter((one) => one.stage > stage);
  if (!first) return turn;
  return changed(
    turn,
    { approved: approved.filter((one) => one.stage <= stage) },
    { type: 'approval.revoked', from: [first, ...others].map(({ by }) => by), to: first.stage, why },
  );
}
