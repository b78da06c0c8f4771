/**
 * The way back over tiers: drivers that are used in turn, each until it is read back that it takes everybody out, or its
 * time is over. The rollout's own traffic goes back with the first of them; where it is a tier itself, in its turn, or as
 * soon as another has counted.
 */
import { formatDuration } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown } from '../../../plan/value.ts';
import type { Intent } from '../../core/rollout/record.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import { DriverFailure } from '../../failure.ts';
import type { Roles, TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { drive, type DriveTerms } from './drive.ts';
import type { StoredRollout } from './stored.ts';
import type { RolloutWorld } from './world.ts';

export interface Tier {
  readonly kind: string;
  /** Milliseconds until the next begins; absent: it is not given up. */
  readonly within?: number;
  /** What the slots are called there, in the roles that they have now. */
  roles(own: Roles): Roles;
  /** Opened when it is first asked for. Rejects with `DriverFailure`. */
  driver(): Promise<TrafficDriver>;
}

/** How far the way back is; times are those of the rollout's own clock. */
export interface Back {
  /** The change that it is to bring about. */
  readonly intent: string;
  readonly began: number;
  /** The tier that is used, by index, and since when. */
  readonly tier: number;
  readonly since: number;
  /** Percent that its canary took then; absent where that could not be read. */
  readonly from?: number;
  /** It was the last, and its time is over. */
  readonly spent?: true;
  /** What took everybody out, and in how many milliseconds since the way back began. */
  readonly used?: { readonly tier: string; readonly took: number };
}

export type TierWorld = Pick<RolloutWorld, 'tiers' | 'driver' | 'clock'>;

/** The tier whose turn it is; none where nobody has to be taken out, or nothing may be changed. */
function tierOf({ tiers = [] }: TierWorld, { record, mode, back }: StoredRollout): Tier | undefined {
  const { phase, intent } = record;
  if (mode === 'shadow' || phase !== 'rolling_back' || intent?.to !== 0) return undefined;
  return tiers[back?.intent === intent.id ? back.tier : 0];
}

/** With the way back of a change that was just intended. */
export async function withBackBegun(
  world: TierWorld,
  stored: StoredRollout,
  signal: AbortSignal,
): Promise<StoredRollout> {
  const { intent, clock } = stored.record;
  const tier = tierOf(world, stored);
  if (!tier || !intent || stored.back?.intent === intent.id) return stored;
  const back = { intent: intent.id, began: clock, tier: 0, since: clock };
  return { ...stored, back: await turnOf(world, tier, stored, back, signal) };
}

/** How long it is waited for a last tier that is not given up. */
const PATIENCE = 60_000;

/** Whether somebody should look again soon: it goes back over tiers, and the last has not had its time. */
export function isGoingBack(world: TierWorld, stored: StoredRollout): boolean {
  const { back, record } = stored;
  const tier = tierOf(world, stored);
  if (!tier || !back || back.spent) return false;
  return record.clock - back.since < (tier.within ?? PATIENCE) || back.tier + 1 < (world.tiers?.length ?? 0);
}

export interface BackSeen {
  /** What the traffic is by the tier that counts; else what the rollout's own driver says. */
  readonly traffic: Known<TrafficReading>;
  readonly back?: Back;
  readonly events: readonly RolloutEvent[];
}

/** Whether the tier whose turn it is has counted by now, the rollout's own clock standing at `clock`. */
export async function backSeen(
  world: TierWorld,
  stored: StoredRollout,
  own: Known<TrafficReading>,
  clock: number,
  signal: AbortSignal,
): Promise<BackSeen> {
  const { back } = stored;
  const tier = tierOf(world, stored);
  if (!tier || !back || back.intent !== stored.record.intent?.id)
    return { traffic: own, ...(back && { back }), events: [] };
  const reading = await readTier(world, tier, stored, signal);
  const took = Math.round(clock - back.began);
  if (isOut(reading) && back.from !== 0) return used(tier.kind, { canary: 0 }, back, took);
  if (isOut(own)) return used('own traffic', own, back, took);
  const why = whyNot(reading, back, tier, clock);
  if (why === undefined) return { traffic: own, back, events: [] };
  const next = world.tiers?.[back.tier + 1];
  const event: RolloutEvent = { type: 'tier.failed', from: tier.kind, ...(next && { to: next.kind }), why };
  if (!next) return { traffic: own, back: { ...back, spent: true }, events: [event] };
  const { intent, began } = back;
  const turn = { intent, began, tier: back.tier + 1, since: clock };
  return { traffic: own, back: await turnOf(world, next, stored, turn, signal), events: [event] };
}

function used(kind: string, traffic: Known<TrafficReading>, back: Back, took: number): BackSeen {
  return {
    traffic,
    back: { ...back, used: { tier: kind, took } },
    events: [{ type: 'tier.used', to: kind, why: `it took everybody out in ${formatDuration(took)}` }],
  };
}

function isOut(reading: Known<TrafficReading>): boolean {
  return !isUnknown(reading) && reading.canary === 0 && reading.evicted !== false;
}

/** Why the tier is given up; undefined while it is not. The last one is tried on and on. */
function whyNot(
  reading: Known<TrafficReading>,
  { from, since, spent }: Back,
  { within = Infinity }: Tier,
  clock: number,
): string | undefined {
  if (spent) return undefined;
  if (from === 0 && isOut(reading)) return 'it took nobody before, and so takes nobody out';
  if (clock - since < within) return undefined;
  const found = isUnknown(reading) ? reading.reason : `its canary takes ${reading.canary} %`;
  return `not within ${formatDuration(within)}: ${found}`;
}

/** Asks the tier whose turn it is, and the rollout's own traffic as it is due. Why either failed, if one did. */
export async function driveBack(
  world: RolloutWorld,
  stored: StoredRollout,
  intent: Intent,
  terms: DriveTerms,
): Promise<string | undefined> {
  const tier = tierOf(world, stored);
  if (!tier) return drive(world, stored, intent, terms);
  const { lease, signal } = terms;
  lease.assertHeld();
  const failure = await attempt(world, tier, signal, async (driver, stop) => {
    const fence = { epoch: lease.fence.epoch, intent: intent.id };
    await driver.shift({ roles: tier.roles(stored.roles), weight: 0, verb: 'evict', fence }, stop);
  });
  const isDue = !(await isListed(world)) || isOut(await readTier(world, tier, stored, signal));
  const own = isDue ? await drive(world, stored, intent, terms) : undefined;
  const troubles = [isUnknown(failure) ? `${tier.kind}: ${failure.reason}` : undefined, own];
  return troubles.filter((one) => one !== undefined).join('; ') || undefined;
}

/** Whether the rollout's own traffic is a tier. */
async function isListed({ tiers = [], driver }: TierWorld): Promise<boolean> {
  const targets = await Promise.all(
    tiers.map((tier) => tier.driver().then(({ target }) => target, orUndefined)),
  );
  return targets.includes(driver.target);
}

function orUndefined(error: unknown): undefined {
  if (!(error instanceof DriverFailure)) throw error;
}

async function turnOf(
  world: TierWorld,
  tier: Tier,
  stored: StoredRollout,
  back: Back,
  signal: AbortSignal,
): Promise<Back> {
  const reading = await readTier(world, tier, stored, signal);
  return { ...back, ...(!isUnknown(reading) && { from: reading.canary }) };
}

/** Changes nothing. */
export function readTier(
  world: TierWorld,
  tier: Tier,
  { roles }: Pick<StoredRollout, 'roles'>,
  signal: AbortSignal,
): Promise<Known<TrafficReading>> {
  return attempt(world, tier, signal, (driver, stop) => driver.read(tier.roles(roles), stop));
}

/** Whatever is asked of a tier ends with its time. */
async function attempt<T>(
  { clock }: TierWorld,
  tier: Tier,
  signal: AbortSignal,
  work: (driver: TrafficDriver, signal: AbortSignal) => Promise<T>,
): Promise<Known<T>> {
  const { within } = tier;
  const [over, late] = [new AbortController(), new AbortController()];
  try {
    if (within !== undefined)
      clock.sleep(within, over.signal).then(
        () => late.abort(new DriverFailure(`no answer within ${formatDuration(within)}`)),
        () => undefined, // It was answered before.
      );
    return await work(await tier.driver(), AbortSignal.any([signal, late.signal]));
  } catch (error) {
    if (error instanceof DriverFailure) return unknown(error.message);
    throw error;
  } finally {
    over.abort();
  }
}
