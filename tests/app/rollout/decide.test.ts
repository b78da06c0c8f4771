import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask, decide } from '../../../src/app/index.ts';
import { openFlags } from '../../../src/flags/index.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { flagProject, userOf } from '../../support/flag.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';
import { runs } from '../../support/tier.ts';

const signal = new AbortController().signal;
const choice = { name: 'shop/new-checkout', shadow: false };

test('the command and the library say the same of everybody, at every position', async () => {
  const project = await flagProject();
  const flags = openFlags({ store: join(project.cwd, '.sentinel/state.db'), refresh: 0, maxAge: 0 });
  onTestFinished(() => flags.close());
  const seen = new Set<string>();
  for (const timeout of [5_000, 10_000]) {
    await project.begin(timeout);
    for (let id = 0; id < runs(4, 80); id++) {
      const user = userOf(id);
      const { actor, workspace, region } = user;
      const answer = await decide({ choice, user: { actor, workspace, region }, signal }, project.host);
      const { in: isIn, variant, bucket } = await flags.decide('shop/new-checkout', { ...user });
      expect({ isIn, variant, bucket }, actor).toEqual({
        isIn: answer.in,
        variant: answer.variant,
        bucket: isUnknown(answer.bucket) ? null : answer.bucket,
      });
      seen.add(`${answer.at}: ${answer.variant}`);
    }
  }
  expect([...seen].map((text) => text.split(':')[0])).toEqual(
    expect.arrayContaining(['internal 100 %', 'public 20 %']),
  );
});

test('before anything began nobody is in, and after it was taken back nobody is', async () => {
  const project = await flagProject();
  const user = { actor: 'u1@example.com', workspace: 'acme', region: 'us' };
  const ask1 = { choice: { name: 'new-checkout@prod', shadow: false }, user, signal };
  expect(await decide(ask1, project.host)).toMatchObject({
    rollout: 'shop/new-checkout@prod',
    in: false,
    variant: 'stable',
    at: '0 %',
    why: 'it is not the turn of this user',
  });
  await project.begin(5_000);
  expect(await decide(ask1, project.host)).toMatchObject({ in: true, why: 'an override decides' });
  await ask(
    {
      request: 'abort',
      reason: 'OPS-1',
      choice: { shadow: false },
      look: true,
      actor: 'ann',
      set: [],
      signal,
    } as never,
    project.host,
  );
  expect(await decide(ask1, project.host)).toMatchObject({ in: false, why: 'the flag is switched off' });
  expect(await decide({ ...ask1, user: { actor: 'u1' } }, project.host)).toMatchObject({
    in: false,
    why: 'the user has no `workspace`',
  });
});

test('where requests are shared out, nobody can say who is in', async () => {
  const cwd = await temporaryFolder({
    'sentinel.yaml': [
      'sentinel: 1',
      'policy: shop',
      'gates: { clean: { require: git.clean } }',
      'rollouts:',
      '  main:',
      '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }',
      '    stages: [{ weight: 100% }]',
    ].join('\n'),
  });
  expect(
    await refusedWith(
      decide({ choice: { name: 'shop', shadow: false }, user: { actor: 'a' }, signal }, hostIn(cwd)),
    ),
  ).toMatchObject([{ code: 'SEN2608' }]);
});
