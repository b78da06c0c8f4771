/** What a plan says about the rollout that would begin: when each stage can, and how late a failure may be seen. */
import { audienceNames } from '../../plan/assignment.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { timelineOf, worstDetection } from '../../runtime/core/rollout/timeline.ts';
import type { Evaluation } from '../../runtime/engine/evaluate.ts';
import { freezesAhead } from '../../runtime/engine/rollout/ahead.ts';
import {
  type Live,
  liveAfter,
  recordNow,
  rolloutAsRun,
  rolloutKey,
  storedOf,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import { DriverFailure, StoreFailure } from '../../runtime/failure.ts';
import type { World } from '../../runtime/engine/world.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';
import { trafficDescriptors } from '../descriptors.ts';
import type { Host } from '../host.ts';
import { momentOf } from '../moment.ts';
import { Refusal } from '../refusal.ts';
import type { RolloutForecast } from '../report.ts';
import { identityOf } from './identity.ts';
import { onItsWay } from './start.ts';
import { rehearse, tiersOf } from './tiers.ts';
import { driverOf } from './world.ts';

export interface Forecasting {
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  readonly evaluation: Evaluation;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** Changes nothing; the driver is asked for the present weight alone, and for nothing where nothing may be touched. */
export async function forecast(parts: Forecasting): Promise<RolloutForecast> {
  const { plan, rollout, world, evaluation } = parts;
  const { evaluatedAt, applying, decision } = evaluation;
  const env = world.release['env'];
  const environment = env === undefined || isUnknown(env) ? undefined : env;
  const exempt = decision.rules.flatMap(({ kind, name, override }) =>
    kind === 'freeze' && override ? [name] : [],
  );
  const before = await lastOf(parts);
  const live = liveAfter(before?.stored, rollout);
  const run = rolloutAsRun(rollout, live);
  const closedAt = await freezesAhead(
    { plan, world, environment, applying, exempt: new Set(exempt) },
    evaluatedAt,
  );
  const times = timelineOf(run, evaluatedAt, closedAt, before?.record);
  const descriptor = trafficDescriptors.find(({ kind }) => kind === rollout.traffic.kind);
  const inTheWay = before && onItsWay(before.stored);
  const audiences = audienceNames(rollout.assignment);
  return {
    name: rollout.name,
    mode: plan.mode === 'shadow' ? 'shadow' : rollout.mode,
    stages: times.map((time, index) => {
      const stage = run.stages[index];
      return {
        ...time,
        hold: stage?.hold ?? 0,
        ...(stage?.approve && { approve: stage.approve }),
        ...(rollout.finish.promote === 'copy' && stage === run.stages.at(-1) && { handsOver: true }),
        ...(stage?.checks && { detection: worstDetection(stage.checks) }),
      };
    }),
    ...(audiences && { audiences }),
    slots: live.roles,
    ...(await presentTraffic(parts, live)),
    driver: rollout.traffic.kind,
    caveats: descriptor?.caveats ?? [],
    comparesWithPast: run.stages.some(({ weight }) => weight === 100) && readsStable(plan),
    ...(inTheWay && { inTheWay: inTheWay.message }),
  };
}

/** At 100 % the stable slot takes no traffic any more. */
function readsStable({ facts }: EvaluationPlan): boolean {
  return facts.some(({ source }) => source.kind === 'probe' && source.track === 'stable');
}

async function lastOf({
  plan,
  rollout,
  world,
  host,
}: Forecasting): Promise<
  { readonly stored: StoredRollout; readonly record: StoredRollout['record'] } | undefined
> {
  const stores = await world.stores?.();
  if (!stores || isUnknown(stores)) return undefined;
  try {
    const record = await stores.state.read(rolloutKey(identityOf(plan, rollout, world.release)));
    if (!record) return undefined;
    const stored = storedOf(record.value);
    const now = await momentOf(stores.state, host.clock);
    return { stored, record: isOver(stored.record) ? recordNow(stored, now) : stored.record };
  } catch (error) {
    // The judgement asked the same store, and told.
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

type Present = Pick<RolloutForecast, 'present' | 'tiers'>;

async function presentTraffic(parts: Forecasting, { roles }: Live): Promise<Present> {
  const { plan, rollout, world, signal } = parts;
  const nothing = (why: string): Present => ({ present: unknown(why) });
  if (world.barred !== undefined) return nothing(world.barred);
  try {
    const driver = await driverOf(plan, rollout, world, { drives: false });
    const open = tiersOf(plan, rollout, world, driver, { drives: false });
    try {
      const tiers = await rehearse({ ...open, driver, clock: world.clock }, roles, signal);
      return { present: await presentWeight(driver, roles, signal), ...(tiers.length > 0 && { tiers }) };
    } finally {
      await open.close();
      await driver.close();
    }
  } catch (error) {
    if (error instanceof DriverFailure) return nothing(error.message);
    if (error instanceof Refusal) return nothing(error.diagnostics.map(({ message }) => message).join('; '));
    throw error;
  }
}

async function presentWeight(
  driver: TrafficDriver,
  roles: Live['roles'],
  signal: AbortSignal,
): Promise<Known<number>> {
  try {
    return (await driver.read(roles, signal)).canary;
  } catch (error) {
    if (error instanceof DriverFailure) return unknown(error.message);
    throw error;
  }
}
