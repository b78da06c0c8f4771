import { expect, test } from 'vitest';
import { comingText, lastingText, localText } from '../../../src/runtime/core/local-text.ts';

const now = Date.parse('2026-11-27T20:00:00-05:00');
const instant = Date.parse('2026-12-01T05:00:00Z');

test.each([
  ['America/New_York', 'Tue 1 Dec 00:00 New York'],
  ['Europe/Berlin', 'Tue 1 Dec 06:00 Berlin'],
  ['UTC', 'Tue 1 Dec 05:00 UTC'],
  ['America/Argentina/Buenos_Aires', 'Tue 1 Dec 02:00 Buenos Aires'],
  ['Mars/Olympus', '2026-12-01T05:00:00Z'],
])('on the clocks of %s', (zone, text) => {
  expect(localText(instant, zone, now)).toBe(text);
});

test('the year where it is another, by the same clocks; seconds where there are some', () => {
  const newYear = Date.parse('2026-12-31T23:30:30Z');
  expect(localText(newYear, 'UTC', now)).toBe('Thu 31 Dec 23:30:30 UTC');
  expect(localText(newYear, 'Europe/Berlin', now)).toBe('Fri 1 Jan 2027 00:30:30 Berlin');
});

test('with the time left', () => {
  expect(comingText(instant, 'America/New_York', now)).toBe('Tue 1 Dec 00:00 New York (in 3 d 4 h)');
});

test.each([60_000, 3 * 86_400_000, 7_814, 12.5])('without it again: %d ms before', (left) => {
  const text = comingText(instant, 'America/New_York', instant - left);
  expect(lastingText(`frozen until ${text}: sale (in 3 shops)`)).toBe(
    `frozen until ${localText(instant, 'America/New_York', instant - left)}: sale (in 3 shops)`,
  );
});

test.each([1e30, -1e20, Number.NaN, Infinity])('no clock shows %d', (never) => {
  expect(localText(never, 'Europe/Berlin', now)).toBe('beyond the calendar');
  expect(localText(instant, 'Europe/Berlin', never)).toBe('2026-12-01T05:00:00Z');
});

test('the last instants of the calendar, which not all clocks show', () => {
  const last = 8.64e15;
  expect(localText(last, 'America/New_York', now)).toBe('Fri 12 Sep 275760 20:00 New York');
  expect(localText(last, 'Europe/Berlin', now)).toBe('+275760-09-13T00:00:00Z');
});
