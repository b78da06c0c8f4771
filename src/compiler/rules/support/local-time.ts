/** Milliseconds from 1970 of a local time as if it were one of UTC: exact for lengths, and within hours of the instant. */
export function localMs(time: string): number {
  return Date.parse(`${time.includes('T') ? time : `${time}T00:00`}Z`);
}

/** How long after UTC the last place on Earth reaches a local time. */
export const LATEST_ZONE_MS = 12 * 3_600_000;
