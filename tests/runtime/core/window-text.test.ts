import { expect, test } from 'vitest';
import type { Window } from '../../../src/plan/window.ts';
import { windowText } from '../../../src/runtime/core/window-text.ts';

const windows: readonly (readonly [Window, string])[] = [
  [
    { kind: 'absolute', from: '2026-11-27T00:00', until: '2026-12-01T00:00:30' },
    'from Fri 27 Nov 2026 00:00 until Tue 1 Dec 2026 00:00:30',
  ],
  [{ kind: 'weekly', days: [6] }, 'every Sat'],
  [{ kind: 'weekly', days: [1, 6, 7] }, 'every Mon, Sat and Sun'],
  [
    { kind: 'weekly', days: [1, 2, 3, 4, 5, 6, 7], between: { from: 1320, until: 390 } },
    'every day from 22:00 until 06:30 of the next day',
  ],
  [
    { kind: 'recurring', rule: 'FREQ=MONTHLY;BYDAY=-1FR', start: '2026-01-30T18:00', duration: 43_200_000 },
    '12 h from each time of FREQ=MONTHLY;BYDAY=-1FR, which begins Fri 30 Jan 2026 18:00',
  ],
  [{ kind: 'holidays', region: 'US-NY' }, 'on public holidays of US-NY'],
  [{ kind: 'calendar', source: './a.ics' }, 'during the events of ./a.ics'],
  [
    { kind: 'calendar', source: './a.ics', maxAge: 86_400_000 },
    'during the events of ./a.ics, read 1 d ago at most',
  ],
  [
    {
      kind: 'outside',
      open: [
        { kind: 'weekly', days: [2], between: { from: 540, until: 1020 } },
        { kind: 'weekly', days: [6] },
      ],
    },
    'whenever none of these is open: every Tue from 09:00 until 17:00; every Sat',
  ],
];

test.each(windows)('%j', (window, text) => {
  expect(windowText({ window, timezone: 'UTC' })).toBe(`${text}, on the clocks of UTC`);
});
