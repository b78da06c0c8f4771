/** The forms of where rollouts stand. */
import type { RolloutStatus, StatusReport } from '../../../app/index.ts';
import { formatInstant } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import type { Forms } from '../deliver.ts';
import { statusLines, statusTexts } from './status-lines.ts';
import { waitsUntil } from './words.ts';

export function statusForms({ rollouts, store }: StatusReport): Forms {
  return {
    texts: () => [store, ...statusTexts(rollouts)],
    lines: (page) =>
      rollouts.length === 0
        ? [[`no rollout is recorded in ${store}`]]
        : rollouts.flatMap((status, index) => [
            ...(index === 0 ? [] : [[]]),
            ...statusLines(status, { page }),
          ]),
    json: () => ({ rollouts: rollouts.map(jsonOfStatus) }),
    jsonl: () => rollouts.map(jsonOfStatus),
  };
}

export function jsonOfStatus(status: RolloutStatus): object {
  const { name, identity, group, attempt, mode, version, stable, roles, actor, phase, pause } = status;
  const { stage, stages, audiences, held, weight, waits, checks, trouble, latch, back, revoked } = status;
  const { age, kept, lookedAt, handover } = status;
  const until = waitsUntil(status);
  return {
    name,
    identity,
    ...(group !== undefined && { group }),
    attempt,
    mode,
    ...(version !== undefined && { version }),
    ...(stable !== undefined && { stable }),
    roles,
    actor,
    phase,
    ...(pause && { pause }),
    stage,
    stages,
    ...(audiences && { audiences }),
    ...(held && { held }),
    weight: isUnknown(weight.actual)
      ? { intended: weight.intended, actual: null, why: weight.actual.reason }
      : { intended: weight.intended, actual: weight.actual },
    ...(waits[0] && { waitingFor: waits[0].for }),
    ...(until !== undefined && { until: formatInstant(until) }),
    waits,
    ...(trouble !== undefined && { trouble }),
    checks: checks.map(({ condition, observed = null, limit = null, verdict, shown = false }) => ({
      condition,
      observed,
      limit,
      verdict,
      shown,
    })),
    ...(handover && { handover }),
    ...(revoked && { revoked: { ...revoked, at: formatInstant(revoked.at) } }),
    ...(latch && { back: { ...latch, ...(back && { tier: back.tier, tookMs: back.took }) } }),
    age,
    kept,
    lookedAt: formatInstant(lookedAt),
  };
}
