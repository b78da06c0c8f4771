/** What programs and servers tell of the traffic: a number, or JSON with `canary`, in percent. */
import { DriverFailure } from '../failure.ts';
import type { TrafficReading } from '../ports/traffic.ts';

/** `from` is who told it. Throws `DriverFailure`. */
export function readingIn(text: string, from: string): TrafficReading {
  const { canary, detail } = recordIn(text) ?? {};
  if (typeof canary !== 'number' || !(canary >= 0 && canary <= 100))
    throw new DriverFailure(
      `${from} tells no percentage of the canary: a number from 0 to 100, or JSON as \`{"canary": 10}\``,
    );
  return { canary, ...(typeof detail === 'string' && { detail }) };
}

function recordIn(text: string): { readonly canary?: unknown; readonly detail?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number') return { canary: value };
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // what is no JSON tells nothing
  }
}
