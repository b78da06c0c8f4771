/** `notify --test`: a message at once, to all or to one, and what came of it. */
import { expect, test } from 'vitest';
import { testNotifications } from '../../../src/app/index.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';
import { startReceiver } from '../../support/receiver.ts';
import { refusedWith } from '../../support/refusal.ts';

const signal = new AbortController().signal;

async function project(...lines: readonly string[]) {
  const cwd = await temporaryFolder({
    'sentinel.yaml': policyWith('environments: [dev, prod]', ...lines, ...cleanTree),
  });
  return hostIn(cwd, { HOOK: 'http://127.0.0.1:1/s3cret' });
}

test('each receiver by itself, with the settings of the environment', async () => {
  const receiver = await startReceiver();
  const host = await project(
    `settings: { hook: { per_env: { prod: "${receiver.url}/prod" } } }`,
    'secrets: { dead: { env: HOOK } }',
    'notifications:',
    '  team: { on: [blocked], webhook: { url: "${settings.hook}" } }',
    '  dead: { on: [blocked], slack: { url: "${secrets.dead}", attempts: 1 } }',
  );
  expect(await testNotifications({ signal, env: 'prod' }, host)).toEqual({
    policy: 'shop',
    sent: [{ name: 'team' }, { name: 'dead', why: 'connection refused' }],
  });
  expect(receiver.received[0]?.path).toBe('/prod');
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'sentinel.test' });
  const [team] = (await testNotifications({ signal, name: 'team' }, host)).sent;
  expect(team?.why).toContain('`settings.hook` is unknown');
});

test('a notification that there is not, and a policy without any', async () => {
  const host = await project('notifications: { team: { on: [blocked], command: { run: ["true"] } } }');
  const refused = async (...[request, where]: Parameters<typeof testNotifications>) =>
    (await refusedWith(testNotifications(request, where))).map(({ code, message, help }) => [
      code,
      message,
      help,
    ]);
  expect(await refused({ signal, name: 'taem' }, host)).toEqual([
    ['SEN2804', 'the policy has no notification `taem`', 'did you mean `team`?'],
  ]);
  expect(await refused({ signal, name: 'xyzzy' }, host)).toEqual([
    ['SEN2804', 'the policy has no notification `xyzzy`', 'it has `team`'],
  ]);
  expect(await refused({ signal }, await project())).toEqual([
    ['SEN2804', 'the policy shop tells nobody of anything', 'write `notifications:` into it'],
  ]);
  expect(await refused({ signal, untrusted: true }, host)).toEqual([
    ['SEN2020', 'an untrusted policy tells nobody of anything', undefined],
  ]);
});
