import { describe, expect, test, vi } from 'vitest';
import { apply } from '../../../src/app/index.ts';
import { adapters, canary } from '../../support/canary.ts';
import { auditOf } from '../../support/store.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.reject(new Error('there are no steps')),
}));

describe('a rollout', () => {
  test('takes a release to all traffic, and the next one back to the other slot', async () => {
    const { cwd, host, driver, request } = await canary();
    const first = await host.clock.run(apply(request('v1'), host));
    expect(first).toMatchObject({ exitCode: 0, rollout: { status: { phase: 'completed' } } });
    expect(driver.told).toEqual(['green 10', 'green 50', 'green 100']);
    expect(host.clock.monotonic()).toBeGreaterThanOrEqual(3 * 60_000);
    const second = await host.clock.run(apply(request('v2'), host));
    expect(second).toMatchObject({ exitCode: 0 });
    expect(driver.told.slice(3)).toEqual(['blue 10', 'blue 50', 'blue 100']);
    const types = (await auditOf(cwd)).map(({ type }) => type);
    expect(types.filter((type) => type === 'rollout.completed')).toHaveLength(2);
  });
});
