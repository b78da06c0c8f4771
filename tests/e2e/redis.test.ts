/** Limits on Redis by the built command, which brings the client along. */
import { expect, onTestFinished, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { describeWithDaemon, startRedis } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';

const policy = `sentinel: 1
policy: shop
limits: { hourly: { at_most: 1 per 1h } }
`;

describeWithDaemon(['redis-server'], 'limits on Redis by the command', () => {
  test('two machines, each with a file of its own, share a limit', async () => {
    const server = await startRedis({ config: ['requirepass s3cret-word'] });
    onTestFinished(() => server.stop());
    const env = { SENTINEL_LIMIT_STORE: server.url.replace('//', '//:s3cret-word@') };
    const machine = async () => {
      const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
      return runSentinel(['apply', '--auto-approve'], { cwd, env });
    };
    const first = await machine();
    expect([first.exitCode, first.lastLine]).toEqual([0, expect.stringMatching(/^Safe: /u)]);
    const second = await machine();
    expect([second.exitCode, second.lastLine]).toEqual([1, expect.stringMatching(/^Blocked: .*hourly/u)]);
    for (const { stdout, stderr } of [first, second]) expect(stdout + stderr).not.toContain('s3cret-word');
  });
});
