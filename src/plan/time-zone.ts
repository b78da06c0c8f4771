/**
 * Names of time zones: `UTC`, and those of the IANA database that name a place, `Europe/Berlin`, older ones included. An
 * abbreviation (`EST`, `CET`) means several places, or an offset without its summer; `+02:00` and `UTC+2` are no zones.
 */
const shape = /^[A-Z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+)+$/u;

/** It can be calculated with: the name is one of the above, and this machine's copy of the database has it. */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC') return true;
  if (!shape.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
