/** What past decisions saw, and what a change of policy would have made of them, by the built command and its own store. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CommandRun, runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectSchema } from '../support/schema.ts';
import { closedPort } from '../support/server.ts';
import { skipUnlessProving } from '../support/tier.ts';

interface Listed {
  readonly list: readonly { readonly id: string; readonly outcome: string }[];
}

const apply = ['apply', '--version', 'v1.0.0', '--auto-approve'];

it.skipIf(skipUnlessProving)('tells what a decision saw, and which later one took it back', async () => {
  const policy = `sentinel: 1
policy: shop
probes:
  room: { file: { path: room.txt } }
  api: { http: { url: "http://127.0.0.1:${await closedPort()}/health", timeout: 1s, attempts: 1 } }
gates:
  room: { require: room.exists }
  api: { severity: advisory, require: api.ok }
`;
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy, 'room.txt': '' });
  const sentinel = (...args: readonly string[]): Promise<CommandRun> => runSentinel(args, { cwd });
  expect((await sentinel(...apply)).exitCode).toBe(0);
  await rm(join(cwd, 'room.txt'));
  expect((await sentinel(...apply)).exitCode).toBe(1);

  const listed = await sentinel('history', '--evidence', '--format', 'json');
  expectSchema('evidence', listed.json());
  const [blocked, safe] = (listed.json() as Listed).list;
  expect([blocked?.outcome, safe?.outcome]).toEqual(['blocked', 'safe']);
  const evidence = async (id = ''): Promise<readonly [json: unknown, text: string]> => {
    const json = await sentinel('history', id, '--evidence', '--format', 'json');
    expectSchema('evidence', json.json());
    return [json.json(), (await sentinel('history', id.slice(0, 8), '--evidence')).stdout];
  };

  const [then, thenText] = await evidence(safe?.id);
  expect(then).toMatchObject({ outcome: 'safe', revokedBy: { id: blocked?.id } });
  expect(thenText).toMatch(/revoked at \S+Z by \S+: room: room\.exists is false \(room\.txt\)/u);
  expect(thenText).toMatch(/api\.ok unknown: connection refused/u);

  const [now, nowText] = await evidence(blocked?.id);
  expect(now).toMatchObject({
    outcome: 'blocked',
    revokes: { id: safe?.id, reasonCode: 'gate_fail' },
    rules: [
      { name: 'room', verdict: 'fail' },
      { name: 'api', verdict: 'unknown' },
    ],
  });
  expect(nowText).toContain('fail gate room: room.exists is false (room.txt)');
  expect(nowText).toContain('room.exists false');
  expect((await sentinel('history')).stdout).toContain('found safe, and now revoked: room');
});

it.skipIf(skipUnlessProving)('tells how many past decisions a change of policy would change', async () => {
  const policy = `sentinel: 1
policy: shop
probes: { room: { file: { path: room.txt } } }
gates: { room: { require: room.exists } }
`;
  const cwd = await temporaryFolder({ 'old.yaml': policy, 'room.txt': '' });
  await writeFile(
    join(cwd, 'new.yaml'),
    policy.replace('room.exists', 'room.exists and release.version is vsemver'),
  );
  const sentinel = (...args: readonly string[]): Promise<CommandRun> => runSentinel(args, { cwd });
  for (const version of ['v1.0.0', '1.0.1', '1.0.2'])
    await sentinel('apply', '--policy', 'old.yaml', '--version', version, '--auto-approve');
  const store = 'sqlite:.sentinel/state.db';
  const text = await sentinel('review', 'old.yaml', 'new.yaml', '--store', store);
  expect(text.stdout).toContain('2 of the last 3 decisions differ');
  const json = await sentinel('review', 'old.yaml', 'new.yaml', '--store', store, '--format', 'json');
  expectSchema('review', json.json());
  expect(json.json()).toMatchObject({ verdict: 'stricter', past: { decisions: 3, differ: 2 } });
  const none = await sentinel('review', 'old.yaml', 'new.yaml', '--store', 'sqlite:none.db');
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('none.db');
});
