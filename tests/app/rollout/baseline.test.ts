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

/** Blue has 3 errors, and nobody is left there at 100 %. */
async function released(policy: string, atTheEnd: number) {
  const { host, driver, errors, request } = await canary(policy);
  errors.set('blue', 3).set('green', 3);
  driver.beforeShift = ({ weight }) => {
    if (weight < 100) return;
    errors.set('blue', unknown('0 of at least 100 samples')).set('green', atTheEnd);
  };
  return host.clock.run(apply(request('v1', { timeout: 120_000 }), host));
}

test('a release as good as the one before completes', async () => {
  expect(await released(compared, 4)).toMatchObject({
    exitCode: 0,
    rollout: { status: { phase: 'completed' } },
  });
});

test('a worse one goes back, and is told what it was compared with', async () => {
  expect(await released(compared, 5)).toMatchObject({
    exitCode: 1,
    rollout: {
      status: {
        phase: 'rolled_back',
        latch: { why: 'canary.errors 5 is not <= 4 (stable.errors + 1) (stable as last measured)' },
      },
    },
  });
});

test('where nothing was ever measured there it is unknown', async () => {
  const atOnce = compared
    .replace('      - { weight: 10%, hold: 12s }\n      - { weight: 50%, hold: 12s }\n', '')
    .replace('every: 4s', 'every: 4s\n      warmup: 4s');
  expect(await released(atOnce, 3)).toMatchObject({
    exitCode: 1,
    rollout: { status: { phase: 'observing', weight: { actual: 100 } } },
  });
});
