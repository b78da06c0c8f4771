/**
 * What a rollout needs to know, looked at once: its conditions are judged like gates, by both judges. Each side of a probe
 * that tells them apart is a probe of its own.
 */
import type { Verdict } from '../../../plan/decision.ts';
import { and, FALSE, TRUE, type Truth, UNKNOWN } from '../../../plan/kleene.ts';
import type { Condition, EvaluationPlan, Gate, Track } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import { formatDuration } from '../../../plan/units.ts';
import type { Value } from '../../../plan/value.ts';
import { whySkipped } from '../../core/applies.ts';
import type { Needs } from '../../core/rollout/needs.ts';
import type { RolloutRecord } from '../../core/rollout/record.ts';
import { awaitsStable, type CheckSighting, type MissedSighting } from '../../core/rollout/turn.ts';
import type { Roles } from '../../ports/traffic.ts';
import type { EventBody } from '../events.ts';
import { type Kept, kept } from '../kept.ts';
import { type Look, look } from '../look.ts';
import { withGates } from '../needs.ts';
import { Observation, pointOfPast, pointsOfPast } from '../observation.ts';
import { Seen } from '../seen.ts';
import { isSustained } from '../../core/sustain.ts';
import { judgePast, type WatchContext } from '../sustained.ts';
import type { World } from '../world.ts';
import { type Baseline, fromBaseline, isStableEmpty, measured } from './baseline.ts';
import { seenChecks, shownSlots } from './sight.ts';
import type { Observed } from './world.ts';

export interface ObserveContext {
  readonly plan: EvaluationPlan;
  readonly world: World;
  readonly environment: string | undefined;
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

const names = {
  checks: 'checks of the rollout',
  trigger: 'rollback of the rollout',
  identity: 'identity of the rollout',
  next: 'condition of the stage',
};

/** Rejects only with the signal's reason. */
export async function observe(
  { plan, world, environment, signal, emit }: ObserveContext,
  rollout: Rollout,
  record: RolloutRecord,
  needs: Needs,
  roles: Roles,
  baseline: Baseline = {},
): Promise<Observed> {
  const asked = gatesOf(rollout, record, needs);
  const exits = plan.gates.filter(({ name }) => needs.exit.includes(name));
  if (asked.length === 0 && exits.length === 0) return {};
  const past = pastOf(rollout, record, needs);
  const sides = tracksOf(rollout, roles);
  const others: typeof sides = { stable: sides.canary, canary: sides.stable };
  // The stable side has the users, and runs what is judged.
  const isTaken = record.handover?.to === 'stable';
  const tracks = isTaken ? others : sides;
  await world.renewSecrets?.();
  const observing = { signal, emit, rollout: fieldsOf(record) };
  const observation = new Observation(plan, world, { ...observing, tracks, ...(past && { past }) });
  const isEmpty = isTaken || isStableEmpty(rollout, record);
  const found = await look(
    withGates(plan, [...asked, ...exits]),
    isEmpty ? fromBaseline(observation, baseline) : observation,
    needs.checks ? shownSlots(plan, rollout, record.stage) : undefined,
  );
  const truth = (name: string): Truth | undefined =>
    asked.some((gate) => gate.name === name) ? found.truth(name) : undefined;
  const identity =
    needs.identity && awaitsStable({ rollout, record })
      ? await identityIn(plan, asked, new Observation(plan, world, { ...observing, tracks: others }))
      : truth(names.identity);
  const next = truth(names.next);
  return {
    ...(needs.checks && {
      checks: checksIn(found, rollout),
      ...(past &&
        (await missedChecks(withGates(plan, asked), observation, rollout, {
          ...past,
          ...(isEmpty && { baseline }),
        }))),
      seen: seenChecks(rollout, record.stage, found.evidence),
      warnings: found.result(names.checks).warnings.map(({ text }) => text),
    }),
    ...(identity !== undefined && { identity }),
    ...(next !== undefined && { next }),
    ...(exits.length > 0 && {
      exit: await exitOf(exits, found, environment, { plan, world, seen: new Seen(), tracks, signal, emit }),
    }),
    ...(!isEmpty && { baseline: measured(baseline, plan.facts, found.facts) }),
    kept: kept(plan, found.facts, observation.readings),
  };
}

/** Of the side that `observation` takes for the canary. */
async function identityIn(
  plan: EvaluationPlan,
  asked: readonly Gate[],
  observation: Observation,
): Promise<Truth> {
  const gates = asked.filter(({ name }) => name === names.identity);
  return (await look(withGates(plan, gates), observation)).truth(names.identity);
}

function checksIn(found: Look, rollout: Rollout): CheckSighting {
  return {
    passed: found.truth(names.checks),
    trigger: rollout.rollback.when ? found.truth(names.trigger) : FALSE,
    why: whyOf(found, rollout),
  };
}

interface Past {
  readonly duration: number;
  readonly every: number;
}

/** Observations that were due while nobody looked. */
function pastOf(rollout: Rollout, { stage }: RolloutRecord, { checks, missed = 0 }: Needs): Past | undefined {
  const every = rollout.stages[stage]?.checks?.every;
  return checks && missed > 0 && every !== undefined ? { duration: missed * every, every } : undefined;
}

/** Oldest first. Where a probe cannot look back, what rests upon it was not observed then, which is no lack of evidence. */
async function missedChecks(
  plan: EvaluationPlan,
  observation: Observation,
  rollout: Rollout,
  { duration, every, baseline }: Past & { readonly baseline?: Baseline },
): Promise<Pick<Observed, 'missed' | 'keptOfPast'>> {
  const readings = [...observation.readings.values()].flat();
  const tellAll = readings.every(({ series, failure }) => series !== undefined || failure !== undefined);
  const missed: MissedSighting[] = [];
  const keptOfPast = new Map<number, Kept>();
  for (let back = Math.min(duration / every, pointsOfPast(observation) - 1); back > 0; back--) {
    const point = pointOfPast(observation, back);
    const found = await look(plan, baseline ? fromBaseline(point, baseline) : point);
    const { passed, trigger, why } = checksIn(found, rollout);
    const ago = back * every;
    if (!tellAll && (passed === UNKNOWN || trigger === UNKNOWN)) continue;
    missed.push({ passed, trigger, why: `${formatDuration(ago)} ago: ${why}`, ago });
    keptOfPast.set(ago, kept(plan, found.facts, new Map()));
  }
  return { missed, keptOfPast };
}

/** What `${track}` stands for on each side. */
export function tracksOf({ tracks, traffic }: Rollout, roles: Roles): Readonly<Record<Track, string>> {
  return tracks ?? (traffic.swaps ? roles : { stable: 'stable', canary: 'canary' });
}

function fieldsOf({ weight, stage, clock, startedAt }: RolloutRecord): Readonly<Record<string, Value>> {
  return { weight: weight / 100, stage: stage + 1, age: clock - startedAt };
}

function gatesOf(rollout: Rollout, record: RolloutRecord, needs: Needs): readonly Gate[] {
  const checks = needs.checks ? rollout.stages[record.stage]?.checks : undefined;
  const next = needs.next === undefined ? undefined : rollout.stages[needs.next]?.when;
  const gate = (name: string, require: readonly Condition[], prefer: readonly Condition[] = []): Gate => ({
    name,
    severity: 'block',
    mode: 'enforce',
    require,
    prefer,
    location: rollout.location,
  });
  return [
    ...(checks ? [gate(names.checks, checks.require, checks.prefer)] : []),
    ...(checks && rollout.rollback.when ? [gate(names.trigger, [rollout.rollback.when])] : []),
    ...(needs.identity && rollout.identity ? [gate(names.identity, [rollout.identity])] : []),
    ...(next ? [gate(names.next, [next])] : []),
  ];
}

/** What did not pass, and whether the roll-back's own condition holds. */
function whyOf(found: Look, { rollback }: Rollout): string {
  const { reasons } = found.result(names.checks);
  const texts = reasons.map(({ text }) => text);
  if (rollback.when && found.truth(names.trigger) !== FALSE) {
    const trigger = found.result(names.trigger);
    texts.push(
      ...(trigger.verdict === 'pass'
        ? ['the condition of the roll-back holds']
        : trigger.reasons.map(({ text }) => text)),
    );
  }
  // Both may read the same.
  return texts.length === 0 ? 'everything passes' : [...new Set(texts)].join('; ');
}

/** All that apply must pass; what is unknown of one is unknown of all, unless another fails. */
async function exitOf(
  exits: readonly Gate[],
  found: Look,
  environment: string | undefined,
  context: WatchContext,
): Promise<NonNullable<Observed['exit']>> {
  const applying = exits.filter((gate) => !whySkipped(gate, environment, found.evidence));
  const results = await Promise.all(
    applying.map(async (gate) => {
      if (isSustained(gate, 'over')) return (await judgePast(context, gate)).result;
      return found.result(gate.name);
    }),
  );
  return {
    passed: results.map(({ verdict }) => truthOf(verdict)).reduce<Truth>(and, TRUE),
    why: results
      .flatMap(({ verdict, reasons }, index) =>
        verdict === 'pass' ? [] : `${applying[index]?.name}: ${reasons.map(({ text }) => text).join('; ')}`,
      )
      .join('; '),
  };
}

function truthOf(verdict: Verdict): Truth {
  if (verdict === 'pass') return TRUE;
  return verdict === 'fail' ? FALSE : UNKNOWN;
}
