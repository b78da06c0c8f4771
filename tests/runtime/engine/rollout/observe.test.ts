import { expect, test } from 'vitest';

import { FALSE, TRUE, UNKNOWN } from '../../../../src/plan/kleene.ts';
import { type Known, unknown } from '../../../../src/plan/value.ts';
import { started } from '../../../../src/runtime/core/rollout/advance.ts';
import { observe } from '../../../../src/runtime/engine/rollout/observe.ts';
import type { Observed } from '../../../../src/runtime/engine/rollout/world.ts';
import type { ProbeContext } from '../../../../src/runtime/ports/index.ts';
import { planOf } from '../../../support/pipeline.ts';
import { fakeWorld, reading } from '../../../support/world.ts';

const plan = planOf(`sentinel: 1
policy: shop
environments: [prod]
probes:
  errors: { prometheus: { url: "http://prom:9090", query: 'errors{slot="\${track}"}' } }
  up: { http: { url: "http://shop:8080" } }
gates:
  calm: { require: errors < 2, over: 1m, every: 15s }
rollouts:
  main:
    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }
    stages: [{ weight: 10%, hold: 1m, exit: [calm] }, { weight: 100%, hold: 1m }]
    checks: { every: 1m, require: [canary.errors < 2, up.ok] }
    rollback: { when: canary.errors > 5 }
`);

/** What is seen where Prometheus tells this of the past, oldest first. */
async function seen(
  needs: Partial<Parameters<typeof observe>[3]>,
  series: readonly Known<number>[],
): Promise<Observed & { readonly asked: readonly (readonly [unknown, ProbeContext['past']])[] }> {
  const asked: (readonly [unknown, ProbeContext['past']])[] = [];
  const [rollout] = plan.rollouts;
  if (!rollout) throw new Error('there is no rollout');
  const world = fakeWorld({
    release: { env: 'prod', version: 'v1' },
    probes: {
      prometheus: ({ query }, { past }) => {
        asked.push([query, past]);
        const points = series.map((value) => reading({ value }).fields);
        return Promise.resolve(reading({ value: series.at(-1) ?? 0 }, past && { series: points }));
      },
      http: () => Promise.resolve(reading({ ok: true })),
    },
  });
  const { signal } = new AbortController();
  const context = { plan, world, environment: 'prod', signal, emit: () => undefined };
  const found = await world.clock.run(
    observe(
      context,
      rollout,
      { ...started(undefined), stage: 0 },
      { checks: false, identity: false, exit: [], ...needs },
      { stable: 'blue', canary: 'green' },
    ),
  );
  return { ...found, asked };
}

test.each([
  [[0, 0, 0, 0, 0], TRUE, ''],
  [[0, 9, 0, 0, 0], FALSE, 'calm: 1 of 5 observations failed, none is tolerated; errors 9 is not < 2'],
  [[0, 0, 0], UNKNOWN, 'calm: 0 of 5 observations failed and 2 were unknown, none is tolerated'],
])('an exit gate asks about the past: %j', async (series, passed, why) => {
  const { exit, asked } = await seen({ exit: ['calm'] }, series);
  expect(exit).toEqual({ passed, why });
  expect(asked.every(([query]) => query === 'errors{slot="blue"}')).toBe(true);
});

test('what two conditions do not know of the same probe is told once', async () => {
  const { checks } = await seen({ checks: true }, [unknown('no answer')]);
  expect(checks).toEqual({ passed: UNKNOWN, trigger: UNKNOWN, why: 'canary.errors is unknown: no answer' });
});

test('what was missed is asked of the past in one go, with the present', async () => {
  const { checks, missed, asked } = await seen({ checks: true, missed: 3 }, [3, 9, 0, 0]);
  expect(checks).toMatchObject({ passed: TRUE, trigger: FALSE });
  // Of the second it is known that it fails, whatever the other probe would have told.
  expect(missed).toMatchObject([
    { ago: 180_000, passed: FALSE, trigger: FALSE, why: expect.stringContaining('3 min ago: ') as string },
    { ago: 120_000, passed: FALSE, trigger: TRUE },
  ]);
  expect(asked).toEqual([
    ['errors{slot="green"}', { duration: 180_000, every: 60_000, end: expect.any(Number) as number }],
  ]);
});
