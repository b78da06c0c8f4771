/** A release that is blocked is told to a chat and to a program, by the built command. */
import { expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startReceiver } from '../support/receiver.ts';

const policy = `
sentinel: 1
policy: shop
environments: [dev, prod]
settings:
  desk: { env: DESK }
  dead: { env: DEAD }
secrets:
  slack: { env: SLACK_WEBHOOK }
  key: { env: HOOK_KEY }
probes:
  ready: { file: { path: ready.txt } }
gates:
  ready: { severity: critical, require: ready.exists, message: write ready.txt, runbook: docs/ready.md }
notifications:
  team: { on: [blocked, critical, started], slack: { url: "\${secrets.slack}" } }
  desk: { on: [critical], webhook: { url: "\${settings.desk}/desk", secret: "\${secrets.key}" } }
  dead: { on: [critical], webhook: { url: "\${settings.dead}/dead", attempts: 1, timeout: 500ms } }
`;

test('a blocked apply alerts Slack and a webhook, a receiver that never answers delays no decision, and no secret is told', async () => {
  const receiver = await startReceiver();
  const silent = await startReceiver();
  silent.answer = undefined;
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const key = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0';
  const env = {
    SLACK_WEBHOOK: `${receiver.url}/services/T0/B0/abcdefgh`,
    HOOK_KEY: key,
    DESK: receiver.url,
    DEAD: silent.url,
    SENTINEL_STORE: `sqlite:${cwd}/state.db`,
  };
  const args = ['apply', '--env', 'prod', '--version', 'v1.2.3', '--auto-approve'];
  const run = await runSentinel(args, { cwd, env });
  expect(run.exitCode).toBe(2);
  expect(run.lastLine).toBe('Critical: 1 of 1 gate does not pass: ready.');
  expect(run.stderr).toContain('the notification `dead` was not delivered: no answer');
  const slack = receiver.received.find(({ path }) => path?.startsWith('/services'));
  expect(JSON.parse(slack?.body ?? '')).toMatchObject({
    text: 'Critical: 1 of 1 gate does not pass: ready.',
    blocks: [
      { text: { text: '*Critical: 1 of 1 gate does not pass: ready.*' } },
      { text: { text: expect.stringContaining('• write ready.txt\n• runbook: docs/ready.md') as string } },
      { type: 'context' },
    ],
  });
  expect(receiver.received.some(({ path }) => path === '/desk')).toBe(true);
  const told = JSON.stringify([run.stdout, run.stderr, receiver.received.map(({ body }) => body)]);
  expect(told).not.toMatch(/abcdefgh|c2VjcmV0/u);

  // Again, at once: nobody is told the same twice, and whoever is away is not asked again yet.
  const began = performance.now();
  const again = await runSentinel(args, { cwd, env });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(again.exitCode).toBe(2);
  expect(receiver.received.filter(({ path }) => path?.startsWith('/services')).length).toBe(1);
});
