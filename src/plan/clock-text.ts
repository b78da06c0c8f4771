const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * What clocks show, for people: `Tue 1 Dec 00:00`; the year where it is not that of `localNow`, seconds where there are some.
 * Times are milliseconds since 1970-01-01T00:00 as if there were no zones.
 */
export function clockText(local: number, localNow: number): string {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  const day = [
    days[date.getUTCDay()],
    date.getUTCDate(),
    months[date.getUTCMonth()],
    ...(year === new Date(localNow).getUTCFullYear() ? [] : [year]),
  ].join(' ');
  const [, time = ''] = date.toISOString().split('T');
  return `${day} ${time.slice(0, date.getUTCSeconds() === 0 ? 5 : 8)}`;
}

/** `New York` of `America/New_York`. */
export function placeOfZone(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
