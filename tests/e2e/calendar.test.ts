/** `calendar` as a user calls it. */
import { expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectSchema } from '../support/schema.ts';

const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
gates:
  clean: { require: git.clean }
freezes:
  black-friday:
    environments: [prod]
    from: 2030-11-29T00:00
    until: 2030-12-03T00:00
    timezone: America/New_York
    reason: peak trading
  thanksgiving: { environments: [prod], holidays: US, timezone: America/New_York }
  month-end:
    rrule: FREQ=MONTHLY;BYDAY=-1FR
    start: 2026-01-30T18:00
    duration: 12h
    timezone: Europe/Berlin
`;

const before = ['--at', '2030-11-28T12:00Z', '--weeks', '1', '--env', 'prod'];

async function calendar(...args: readonly string[]) {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  return runSentinel(['calendar', ...args], { cwd, env: { TZ: 'Asia/Tokyo' } });
}

test('a table', async () => {
  const { stdout, exitCode, stderr } = await calendar(...before);
  expect(stderr).toBe('');
  expect(`\n${stdout}`).toMatchInlineSnapshot(`
    "
    Freezes of shop in prod, to Thu 5 Dec
    ✗ prod: frozen, and free again Tue 3 Dec 00:00 New York (in 4 d 17 h), Tue 3 Dec 14:00 here

    ▸ Thu 28 Nov 00:00  to  Fri 29 Nov 00:00  New York  thanksgiving
      Fri 29 Nov 00:00  to  Tue 3 Dec 00:00   New York  black-friday
      Fri 29 Nov 18:00  to  Sat 30 Nov 06:00  Berlin    month-end

      black-friday  prod; from Fri 29 Nov 2030 00:00 until Tue 3 Dec 2030 00:00, on the clocks of America/New_York; peak trading
      thanksgiving  prod; on public holidays of US, on the clocks of America/New_York
      month-end     everywhere; 12 h from each time of FREQ=MONTHLY;BYDAY=-1FR, which begins Fri 30 Jan 2026 18:00, on the clocks of Europe/Berlin
    "
  `);
  expect(exitCode).toBe(0);
});

test('months', async () => {
  const { stdout, exitCode } = await calendar(...before, '--view', 'month');
  expect(stdout).toContain('November 2030  days of New York');
  expect(stdout).toContain('28 B');
  expect(exitCode).toBe(0);
});

test('JSON fits its schema', async () => {
  const run = await calendar(...before, '--format', 'json');
  const value = run.json();
  expectSchema('calendar', value);
  expect(value).toMatchObject({
    freezes: [{ name: 'thanksgiving' }, { name: 'black-friday' }, { name: 'month-end' }],
    nextFree: '2030-12-03T05:00:00Z',
  });
});

test('a calendar to subscribe to, which a policy can read as well', async () => {
  const { stdout } = await calendar(...before, '--format', 'ics');
  const again = `sentinel: 1
policy: other
gates:
  clean: { require: git.clean }
freezes:
  shop: { calendar: ./shop.ics, timezone: UTC }
`;
  const cwd = await temporaryFolder({ 'sentinel.yaml': again, 'shop.ics': stdout });
  const run = await runSentinel(
    ['calendar', '--at', '2030-11-28T12:00Z', '--weeks', '1', '--format', 'json'],
    { cwd },
  );
  expect(run.json()).toMatchObject({
    freezes: [{ name: 'shop', from: '2030-11-28T05:00:00Z', until: '2030-12-03T05:00:00Z' }],
  });
});

test('a calendar that is missing is told, and exits 1', async () => {
  const cwd = await temporaryFolder({
    'sentinel.yaml': policy.replace('holidays: US', 'calendar: ./gone.ics'),
  });
  const { stdout, exitCode } = await runSentinel(['calendar', ...before], { cwd });
  expect(stdout).toContain('its times are unknown, so it holds: `gone.ics`'.slice(0, 30));
  expect(exitCode).toBe(1);
});

test.each([
  [['--weeks', '0'], /`--weeks` is a whole number from 1 to 520, not `0`/u],
  [['--weeks', 'two'], /`--weeks` is a whole number/u],
  [['--weeks', '2', '--until', '2h'], /`--weeks` and `--until` both say how far/u],
  [['--env', 'prdo'], /did you mean `prod`\?/u],
])('%s', async (args, message) => {
  const { stderr, exitCode } = await calendar(...args);
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(1);
});
