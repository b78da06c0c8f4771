/** Public holidays of a country or a region of it. The library is large, and loaded where holidays are asked for. */
import Holidays from 'date-holidays';
import { type Known, unknown } from '../../plan/value.ts';
import type { LocalSpan } from '../core/time/calendars.ts';

export type HolidayLookup = (region: string, range: LocalSpan) => Known<readonly LocalSpan[]>;

const DAY = 86_400_000;

export function holidayLookup(): HolidayLookup {
  const regions = new Map<string, RegionHolidays | undefined>();
  return (region, range) => {
    if (!regions.has(region)) regions.set(region, regionHolidays(region));
    return regions.get(region)?.touching(range) ?? unknown(`no public holidays are known for \`${region}\``);
  };
}

function regionHolidays(region: string): RegionHolidays | undefined {
  const [country = '', part] = region.split('-', 2);
  const library = new Holidays();
  const known =
    Object.hasOwn(library.getCountries(), country) &&
    (part === undefined || Object.hasOwn(library.getStates(country) ?? {}, part));
  return known ? new RegionHolidays(country, part) : undefined;
}

class RegionHolidays {
  readonly #library: Holidays;
  readonly #years = new Map<number, readonly LocalSpan[]>();

  constructor(country: string, part: string | undefined) {
    // With clocks of UTC its instants are times of the wall clock.
    const options = { timezone: 'UTC', types: ['public' as const] };
    this.#library =
      part === undefined ? new Holidays(country, options) : new Holidays(country, part, options);
  }

  touching([from, until]: LocalSpan): readonly LocalSpan[] {
    const found: LocalSpan[] = [];
    const last = new Date(until).getUTCFullYear() + 1;
    for (let year = new Date(from).getUTCFullYear() - 1; year <= last; year++)
      found.push(...this.#year(year).filter(([start, end]) => start < until && end > from));
    return found.toSorted(([a], [b]) => a - b);
  }

  /** A day that begins on the evening before also lasts until midnight. */
  #year(year: number): readonly LocalSpan[] {
    const known = this.#years.get(year);
    if (known) return known;
    const days = this.#library
      .getHolidays(year)
      .map(({ start, end }): LocalSpan => [start.getTime(), Math.ceil(end.getTime() / DAY) * DAY]);
    this.#years.set(year, days);
    return days;
  }
}
