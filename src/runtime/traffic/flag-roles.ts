import { DriverFailure } from '../failure.ts';
import type { Roles } from '../ports/traffic.ts';

/** A flag is off or on, and has no other slots. Throws `DriverFailure`. */
export function checkFlagRoles({ stable, canary }: Roles): void {
  if (stable !== 'off' || canary !== 'on')
    throw new DriverFailure(`a flag is \`off\` or \`on\`, and not \`${stable}\` or \`${canary}\``);
}
