/** A rollout on its way, as it is shown. */
import type { RolloutStatus } from '../../src/app/index.ts';

export const lookedAt = Date.parse('2026-11-21T12:04:10Z');

export function statusWith(parts: Partial<RolloutStatus> = {}): RolloutStatus {
  return {
    name: 'checkout/main@prod',
    identity: { policy: 'checkout', rollout: 'main', env: 'prod' },
    attempt: 'a1',
    mode: 'enforce',
    version: 'v1.4.0',
    stable: 'v1.3.2',
    roles: { stable: 'blue', canary: 'green' },
    actor: 'ann',
    phase: 'observing',
    stage: 2,
    stages: [10, 25, 50, 100],
    held: { for: 360_000, of: 600_000 },
    weight: { intended: 25, actual: 25 },
    waits: [{ for: 'hold', why: 'the stage is held', left: 240_000 }],
    checks: [
      {
        condition: 'canary.error_rate < 1%',
        observed: '0.4 %',
        limit: '1 %',
        value: 0.004,
        verdict: 'pass',
      },
      {
        condition: 'canary.p95 <= stable.p95 * 1.2',
        observed: '340 ms',
        limit: '312 ms',
        value: 340,
        verdict: 'fail',
      },
      { condition: 'canary.saturation', observed: '41 %', value: 0.41, verdict: 'pass', shown: true },
    ],
    age: 1_440_000,
    kept: false,
    lookedAt,
    ...parts,
  };
}
