/** The tiers of a way back: their drivers, and whether each could be used. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout, TierPlan, Traffic } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import { resolveConfig } from '../../runtime/core/resolve-config.ts';
import { readTier, type Tier, type TierWorld } from '../../runtime/engine/rollout/tiers.ts';
import type { World } from '../../runtime/engine/world.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { Roles, TrafficDriver } from '../../runtime/ports/traffic.ts';
import { openDriver } from '../adapters.ts';
import { givenReader } from '../given-reader.ts';
import type { Rehearsed } from '../report.ts';

export interface OpenTiers {
  readonly tiers: readonly Tier[];
  close(): Promise<void>;
}

/** Each is opened when it is first asked for; one that moves the rollout's own traffic is `own`. */
export function tiersOf(
  plan: EvaluationPlan,
  rollout: Rollout,
  world: World,
  own: TrafficDriver,
  use: { readonly drives: boolean },
): OpenTiers {
  const opened: Promise<TrafficDriver>[] = [];
  const tiers = (rollout.rollback.tiers ?? []).map((tier): Tier => {
    const { traffic, within } = tier;
    let driver: Promise<TrafficDriver> | undefined;
    const open = async (): Promise<TrafficDriver> => {
      const opening = openTier(plan, traffic, world, use);
      opened.push(opening);
      const other = await opening;
      return other.target === own.target ? own : other;
    };
    return {
      kind: traffic.kind,
      ...(within !== undefined && { within }),
      roles: (roles) => rolesOf(tier, rollout, roles),
      driver: () => (driver ??= open()),
    };
  });
  return {
    tiers,
    async close() {
      const settled = await Promise.allSettled(opened);
      await Promise.all(settled.flatMap((one) => (one.status === 'fulfilled' ? one.value.close() : [])));
    },
  };
}

async function openTier(
  plan: EvaluationPlan,
  { kind, config }: Traffic,
  world: World,
  { drives }: { readonly drives: boolean },
): Promise<TrafficDriver> {
  const resolved = resolveConfig(config, givenReader(plan, world));
  if (isUnknown(resolved)) throw new DriverFailure(resolved.reason);
  return openDriver(kind, resolved, { root: world.root, clock: world.clock, drives });
}

/** Slots that exchange their roles do so together with the rollout's own. */
function rolesOf({ traffic }: TierPlan, rollout: Rollout, own: Roles): Roles {
  const { roles, swaps } = traffic;
  return swaps && own.stable !== rollout.traffic.roles.stable
    ? { stable: roles.canary, canary: roles.stable }
    : roles;
}

/** Asks each tier what it would be asked on the way back, and changes nothing. */
export function rehearse(world: TierWorld, roles: Roles, signal: AbortSignal): Promise<readonly Rehearsed[]> {
  return Promise.all(
    (world.tiers ?? []).map(async (tier) => {
      const { kind, within } = tier;
      const reading = await readTier(world, tier, { roles }, signal);
      const present = isUnknown(reading) ? reading : reading.canary;
      return {
        driver: kind,
        ...(within !== undefined && { within }),
        present,
        text: textOf(kind, within, present),
      };
    }),
  );
}

/** `redis takes 80 %, and has 1 min`. */
function textOf(kind: string, within: number | undefined, present: Known<number>): string {
  if (isUnknown(present)) return `${kind} cannot be used: ${present.reason}`;
  const nobody = present === 0 ? ', so that it would take nobody out' : '';
  const has = within === undefined ? 'is not given up' : `has ${formatDuration(within)}`;
  return `${kind} takes ${present} % now${nobody}, and ${has}`;
}
