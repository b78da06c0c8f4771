/** A server that lets nobody in with an old secret is asked once more with what the secret is now. */
import { expect, test } from 'vitest';
import { descriptor } from '../../../src/runtime/probes/http/descriptor.ts';
import { probe } from '../../../src/runtime/probes/http/probe.ts';
import { SecretText } from '../../../src/plan/secret.ts';
import { Observation } from '../../../src/runtime/engine/observation.ts';
import { planOf } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';
import { httpServer } from '../../support/server.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { fakeWorld } from '../../support/world.ts';

async function look(rightFrom: number, changes: boolean) {
  const asked: (string | undefined)[] = [];
  const url = await httpServer((request, response) => {
    asked.push(request.headers.authorization);
    response.statusCode = request.headers.authorization === `word-${rightFrom}` ? 200 : 401;
    response.end();
  });
  const plan = planOf(
    policyWith(
      'secrets: { word: { env: WORD } }',
      `probes: { api: { ${descriptor.kind}: { url: "${url}", attempts: 1, headers: { Authorization: "\${secrets.word}" } } } }`,
      'gates: { api: { require: api.ok } }',
    ),
  );
  let read = 1;
  const clock = new VirtualClock();
  const world = fakeWorld({
    world: {
      clock,
      loadProbe: () =>
        Promise.resolve({ observe: (config, context) => clock.outside(probe.observe(config, context)) }),
      secret: (name) => new SecretText(name, `word-${read}`),
      renewSecrets: () => {
        if (changes) read++;
        return Promise.resolve(changes);
      },
    },
  });
  const observation = new Observation(plan, world, {
    signal: new AbortController().signal,
    emit: () => undefined,
  });
  const [reading] = await clock.run(observation.probe('api'));
  return { asked, ok: reading?.fields.get('ok') };
}

test('one that has changed lets in', async () => {
  expect(await look(2, true)).toEqual({ asked: ['word-1', 'word-2'], ok: true });
});

test('it is tried once, and not where nothing has changed', async () => {
  expect((await look(9, true)).asked).toEqual(['word-1', 'word-2']);
  expect((await look(9, false)).asked).toEqual(['word-1']);
  expect((await look(1, true)).asked).toEqual(['word-1']);
});
