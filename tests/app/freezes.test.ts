/** Freezes from the request to the report. */
import { expect, test } from 'vitest';
import { apply, plan } from '../../src/app/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn, requestWith } from '../support/host.ts';

test('a freeze that has opened since a plan was saved stops its application', async () => {
  const policy = `sentinel: 1
policy: shop
gates: { version: { require: release.version is vsemver } }
freezes: { peak: { from: 2026-11-24T10:30, until: 2026-11-24T12:00, timezone: UTC, reason: peak trading } }
`;
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy }));
  const saved = await plan(
    { ...requestWith({ release: { version: 'v1.2.3' } }), save: 'release.plan' },
    host,
  );
  expect(saved.exitCode).toBe(0);
  await host.clock.run(host.clock.sleep(31 * 60_000));
  const applied = await apply(
    { ...requestWith(), planFile: 'release.plan', shadow: false, confirm: () => Promise.resolve(true) },
    host,
  );
  expect(applied.exitCode).toBe(1);
  expect(applied.decision.rules[1]).toMatchObject({
    verdict: 'fail',
    reasons: [{ text: 'frozen until Tue 24 Nov 12:00 UTC (in 1 h 29 min): peak trading' }],
  });
});

test('a freeze whose calendar is not there stops', async () => {
  const policy = `sentinel: 1
policy: shop
freezes: { theirs: { calendar: ./none.ics, timezone: UTC } }
`;
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy }));
  const report = await plan(requestWith(), host);
  expect(report.exitCode).toBe(1);
  expect(report.decision.rules[0]?.reasons[0]?.text).toMatch(
    /^whether it is frozen is unknown: .*none\.ics/u,
  );
});
