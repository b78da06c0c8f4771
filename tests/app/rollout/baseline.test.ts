/** At the end of the way nobody is left on the stable side: what is compared with it then is what was last measured there. */
import { expect, test, vi } from 'vitest';
import { apply } from '../../../src/app/index.ts';
import { unknown } from '../../../src/plan/value.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.resolve(adapters.step),
}));

const compared = canaryPolicy.replace('canary.errors < 2', 'canary.errors <= stable.errors + 1');

/** What became of a release that meets 3 errors on blue, and nobody there once it takes everything. */
async function released(policy: string, atTheEnd: number) {
  const { host, driver, errors, request, events } = await canary(policy);
  errors.set('blue', 3).set('green', 3);
  driver.beforeShift = ({ weight }) => {
    if (weight < 100) return;
    errors.set('blue', unknown('0 of at least 100 samples')).set('green', atTheEnd);
  };
  await host.clock.run(apply(request('v1', { timeout: 60_000 }), host));
  const changes = events.flatMap((event) => (event.type === 'rollout.changed' ? event.change : []));
  return {
    end: changes.at(-1)?.type,
    why: changes.flatMap((one) => (one.type === 'latched' ? one.why : [])),
  };
}

test('a release as good as the one before completes', async () => {
  expect(await released(compared, 4)).toMatchObject({ end: 'completed' });
});

test('a worse one goes back, and is told what it was compared with', async () => {
  expect(await released(compared, 5)).toEqual({
    end: 'rolled_back',
    why: ['canary.errors 5 is not <= 4 (stable.errors + 1) (stable as last measured)'],
  });
});

test('where nothing was ever measured there it is unknown', async () => {
  const atOnce = compared.replace(/.*weight: (?:10|50)%.*\n/gu, '');
  expect(await released(atOnce, 3)).toEqual({ end: 'checks.observed', why: [] });
});
