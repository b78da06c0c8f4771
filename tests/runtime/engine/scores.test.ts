import { expect, test } from 'vitest';
import { ProbeFailure } from '../../../src/runtime/failure.ts';
import { planOf } from '../../support/pipeline.ts';
import { constantly, evaluated, fakeWorld } from '../../support/world.ts';

const plan = planOf(`sentinel: 1
policy: shop
probes:
  disk: { disk: { path: / } }
  api: { http: { url: "http://localhost/health" } }
scores:
  health:
    criteria:
      - { weight: 3, of: api.ok }
      - { of: disk.used < 85% }
      - { of: 100% - disk.used }
gates:
  healthy: { require: [health.value > 0.9, health.status == "HEALTHY"] }
`);

const texts = async (probes: Parameters<typeof fakeWorld>[0]['probes']) => {
  const { decision } = await evaluated(plan, fakeWorld({ ...(probes && { probes }) }));
  return decision.rules[0]?.reasons.map(({ text }) => text);
};

test('a score says what each criterion counted', async () => {
  const probes = { disk: constantly({ used: 0.9 }), http: constantly({ ok: true }) };
  expect(await texts(probes)).toEqual([
    'health.value 0.62 is not > 0.9 (api.ok 1, disk.used < 85% 0, 100% - disk.used 0.1)',
    'health.status "DEGRADED" is not "HEALTHY"',
  ]);
});

test('a criterion that is unknown makes the score unknown, and its status says so', async () => {
  const failing = () => Promise.reject(new ProbeFailure('connection refused'));
  const found = await texts({ disk: constantly({ used: 0.1 }), http: failing });
  expect(found?.[0]).toContain('health.value is unknown: connection refused');
  expect(found?.[1]).toBe('health.status "UNKNOWN" is not "HEALTHY"');
});

test('probes of criteria run once, also where a gate reads them too', async () => {
  const world = fakeWorld({
    probes: { disk: constantly({ used: 0.1 }), http: constantly({ ok: true }) },
  });
  await evaluated(plan, world);
  expect(world.ran.toSorted()).toEqual(['disk', 'http']);
});
