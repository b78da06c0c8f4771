/** `SENTINEL_HOLD=1`: on this machine nothing rises, whatever the store says. What goes back goes on. */
import type { Closed } from '../../runtime/core/rollout/turn.ts';
import type { Freezes } from '../../runtime/engine/rollout/world.ts';

const VARIABLE = 'SENTINEL_HOLD';
const WHY = `\`${VARIABLE}\` is set here`;

/** Set to anything but nothing, `0` or `false`. */
export function isHeld(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false', undefined].includes(env[VARIABLE]);
}

/** As a freeze without an end: told like one, and keeping back what a freeze keeps back, also a rise on its way. */
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
