import { describe, expect, test } from 'vitest';
import { holidayRegions } from '../../../src/compiler/freezes/regions.generated.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { holidayLookup } from '../../../src/runtime/calendars/holidays.ts';
import { runs } from '../../support/tier.ts';

const lookup = holidayLookup();

function days(region: string, from: string, until: string): readonly string[] {
  const found = lookup(region, [Date.parse(`${from}Z`), Date.parse(`${until}Z`)]);
  if (isUnknown(found)) throw new Error(found.reason);
  return found.map(([start, end]) => {
    const text = (time: number) => new Date(time).toISOString().slice(0, 16).replace('T00:00', '');
    return `${text(start)}/${text(end)}`;
  });
}

describe('public holidays', () => {
  test('of a country, and of a region', () => {
    const epiphany = '2026-01-06/2026-01-07';
    expect(days('DE', '2026-01-01', '2026-02-01')).toEqual(['2026-01-01/2026-01-02']);
    expect(days('DE-BY', '2026-01-01', '2026-02-01')).toEqual(['2026-01-01/2026-01-02', epiphany]);
    expect(days('US', '2026-11-20', '2026-12-31')).toEqual([
      '2026-11-26/2026-11-27',
      '2026-12-25/2026-12-26',
    ]);
  });

  test('the day that is off instead', () => {
    expect(days('US', '2026-07-01', '2026-07-10')).toContain('2026-07-03/2026-07-04');
  });

  test('those that touch the range, over the turn of a year', () => {
    expect(days('DE', '2026-12-26T23:00', '2027-01-01T00:01')).toEqual([
      '2026-12-26/2026-12-27',
      '2027-01-01/2027-01-02',
    ]);
  });

  test('a day that begins in the evening before lasts to its own midnight', () => {
    expect(days('IL', '2026-04-01', '2026-04-03')).toEqual(['2026-04-01T18:00/2026-04-03']);
  });

  test('wherever the machine stands', () => {
    const before = process.env['TZ'];
    try {
      for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
        process.env['TZ'] = zone;
        expect(days('GB', '2025-12-24', '2025-12-27')).toEqual([
          '2025-12-25/2025-12-26',
          '2025-12-26/2025-12-27',
        ]);
      }
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  test('a region that the library does not have', () => {
    for (const region of ['XX', 'US-XX', 'toString', 'US-constructor', ''])
      expect(lookup(region, [0, 1])).toMatchObject({
        reason: `no public holidays are known for \`${region}\``,
      });
  });

  test('the codes that a policy may name', () => {
    const codes = holidayRegions.split('\n').flatMap((line) => {
      const [country = '', ...parts] = line.split(' ');
      return [country, ...parts.map((part) => `${country}-${part}`)];
    });
    const apart = Math.ceil(codes.length / runs(20, codes.length));
    for (const region of codes.filter((_, index) => index % apart === 0))
      expect(isUnknown(lookup(region, [0, 1])), region).toBe(false);
  });
});
