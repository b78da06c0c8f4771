/** `SENTINEL_HOLD=1`: on this machine nothing rises, whatever the store says. What goes back goes on. */
import type { Closed } from '../../runtime/core/rollout/turn.ts';
import type { Freezes } from '../../runtime/engine/rollout/world.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { TrafficDriver } from '../../runtime/ports/traffic.ts';

const VARIABLE = 'SENTINEL_HOLD';
const WHY = `\`${VARIABLE}\` is set here`;

/** Set to anything but nothing, `0` or `false`. */
export function isHeld(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false', undefined].includes(env[VARIABLE]);
}

/** As a freeze without an end, so that it is told like one. */
export function heldFreezes(freezes: Freezes): Freezes {
  const { promotions } = freezes;
  const held: Closed = { freeze: VARIABLE, why: WHY, inFlight: 'finish_stage' };
  // One that asks for more is heeded.
  return {
    ...freezes,
    starts: held,
    promotions: promotions && promotions.inFlight !== 'finish_stage' ? promotions : held,
  };
}

/** Refuses to raise the canary, also where that was intended before the variable was set. */
export function heldDriver(driver: TrafficDriver): TrafficDriver {
  return {
    target: driver.target,
    granularity: driver.granularity,
    read: (roles, signal) => driver.read(roles, signal),
    async shift(change, signal) {
      const { canary } = await driver.read(change.roles, signal);
      if (change.weight > canary) throw new DriverFailure(WHY);
      await driver.shift(change, signal);
    },
    close: () => driver.close(),
  };
}
