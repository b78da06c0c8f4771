/** What a policy bears on the way of a release, and what it does then. */
import { expect, test, vi } from 'vitest';
import { apply } from '../../../src/app/index.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { runs } from '../../support/tier.ts';
import { reading } from '../../support/world.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

/** What became of a release whose observations are these, `x` a failure, and then all good; without the looks themselves. */
async function released(policy: string, observations = '') {
  const { host, driver, request, events } = await canary(policy);
  let count = 0;
  adapters.probe = {
    observe: () => Promise.resolve(reading({ value: observations[count++] === 'x' ? 9 : 0 })),
  };
  await host.clock.run(apply(request('v1', { timeout: 90_000 }), host));
  const changes = events.flatMap((event) => (event.type === 'rollout.changed' ? [event.change] : []));
  const failed = changes.filter(({ type, to }) => type === 'checks.observed' && to === 'fail');
  const told = changes.map(({ type }) => type).filter((type) => type !== 'checks.observed');
  return { failed: failed.length, end: told.at(-1), told, weights: driver.told };
}

const bearing = (tolerate: string) =>
  canaryPolicy
    .replace('gates:\n  stable-is-well: { require: errors < 5 }\n', '')
    .replace('require: canary.errors < 2', `require: canary.errors < 2\n      tolerate: ${tolerate}`);

test.each(
  (
    [
      ['2', 'x.x.x', 3, 'rolled_back'],
      ['2 consecutive', 'x.xxx', 4, 'rolled_back'],
      ['1 of 3', 'x.x', 2, 'rolled_back'],
      ['2', 'x.x.', 2, 'completed'],
      ['2 consecutive', 'xx.xx.', 4, 'completed'],
      ['1 of 3', 'x..x..', 2, 'completed'],
    ] as const
  ).slice(0, runs(4, 6)),
)('the failure after the tolerated ones acts: %s, %s', async (tolerate, observations, failed, end) => {
  expect(await released(bearing(tolerate), observations)).toMatchObject({ failed, end });
});

test('a stage that is left out is told as such, and nothing of it was passed', async () => {
  const policy = canaryPolicy.replace(
    'weight: 50%, hold: 12s',
    'weight: 50%, hold: 12s, when: release.env == "dev"',
  );
  const { told, weights, end } = await released(policy);
  expect(end).toBe('completed');
  expect(weights).toEqual(['green 10', 'green 100']);
  expect(told.filter((type) => type === 'stage.passed')).toHaveLength(2);
  expect(told).toContain('stage.skipped');
});

test.each(
  (
    [
      ['rollback', ['green 10', 'green 0 evict'], 'rolled_back'],
      ['pause', ['green 10'], 'paused'],
      ['finish_stage', ['green 10'], 'stage.entered'],
    ] as const
  ).slice(0, runs(1, 3)),
)('a freeze that opens on the way: %s', async (inFlight, weights, end) => {
  const freeze = `freezes:
  noon: { every: day, between: 10:01-11:00, timezone: UTC, blocks: [promote], in_flight: ${inFlight} }
`;
  const slow = canaryPolicy.replaceAll('hold: 12s', 'hold: 70s').concat(freeze);
  expect(await released(slow)).toMatchObject({ weights, end });
});
