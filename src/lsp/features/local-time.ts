import { DateTime } from 'luxon';

/**
 * The weekday of a local time, and its instant where that is another: `Fri · 2026-11-27 05:00Z`. Undefined for a time or
 * a zone that there is not.
 */
export function instantOf(local: string, zone: string): string | undefined {
  const time = DateTime.fromISO(local, { zone });
  // A time in the gap of a change of clocks is moved by the library, and then no longer reads as it was written.
  if (!time.isValid || !time.toISO({ includeOffset: false }).startsWith(local)) return undefined;
  const day = time.toFormat('ccc', { locale: 'en' });
  return time.offset === 0 ? day : `${day} · ${time.toUTC().toFormat('yyyy-MM-dd HH:mm')}Z`;
}
