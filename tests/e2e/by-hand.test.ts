/** A rollout of the built-in router by hand, with the built command: every command is a process of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandRun, runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { idToken, signingKey, testIssuer } from '../support/issuer.ts';
import { skipUnlessProving } from '../support/tier.ts';

/** A server that says `ok`, or a port where nobody listens. */
async function port(listens: boolean): Promise<number> {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port: number } = server.address() as AddressInfo;
  const close = () => new Promise((closed) => server.close(closed));
  if (listens) onTestFinished(async () => void (await close()));
  else await close();
  return number;
}

type Run = (...args: readonly string[]) => Promise<CommandRun>;

/** A release at 10 %, which its `apply` has left. `env` is what the next command finds around it. */
async function underWay(env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const [listen, admin, blue, green] = [
    await port(false),
    await port(false),
    await port(true),
    await port(true),
  ];
  const cwd = await temporaryFolder({
    'sentinel.yaml': `sentinel: 1
policy: shop
environments: [prod]
probes:
  up: { http: { url: "http://127.0.0.1:${green}/" } }
rollouts:
  main:
    traffic:
      router:
        listen: 127.0.0.1:${listen}
        admin: 127.0.0.1:${admin}
        slots: { blue: "http://127.0.0.1:${blue}", green: "http://127.0.0.1:${green}" }
    stages: [{ weight: 10%, hold: 1h }, { weight: 100%, approve: sre }]
    checks: { every: 1s, require: up.ok }
`,
  });
  const run: Run = (...args) => runSentinel(args, { cwd, env });
  const begun = await run('apply', '--auto-approve', '--env', 'prod', '--version', 'v1', '--timeout', '1s');
  expect(begun.exitCode).toBe(1);
  expect(begun.stderr).toMatch(/shop\/main@prod weight 0 % → 10 %: stage 1 of 2\n/u);
  expect(begun.stderr).not.toContain('\u001b');
  return run;
}

describe('a rollout by hand', () => {
  it('stands where it is, is paused, resumed and promoted, and taken back with a reason', async () => {
    const sentinel = await underWay();
    const status = await sentinel('status', 'shop/main@prod', '--format', 'json');
    expect(status).toMatchObject({ exitCode: 0, stderr: '' });
    expect(status.json()).toMatchObject({
      rollouts: [
        { name: 'shop/main@prod', phase: 'observing', stage: 1, weight: { intended: 10, actual: 10 } },
      ],
    });

    expect((await sentinel('pause', '--reason', 'odd latencies')).stdout).toContain(
      'phase    paused (person), stage 1 of 2: odd latencies\n',
    );
    const refused = await sentinel('promote');
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toContain(
      'error[SEN2608]: `promote` of shop/main@prod is refused: it is paused: odd latencies',
    );
    expect((await sentinel('resume', 'shop')).exitCode).toBe(0);

    const unverified = await sentinel('approve', '--actor', 'alice');
    expect(unverified.exitCode).toBe(1);
    expect(unverified.stderr).toContain('an approval counts only from a verified identity');

    const without = await sentinel('abort');
    expect(without).toMatchObject({ exitCode: 1, stdout: '' });
    expect(without.stderr).toContain('`--reason` is missing');
    const aborted = await sentinel('abort', '--reason', 'OPS-931', '--actor', 'ann', '--format', 'json');
    expect(aborted.exitCode).toBe(0);
    expect(aborted.json()).toMatchObject({
      asked: [{ result: 'done', rollout: { phase: 'rolled_back', weight: { actual: 0 } } }],
    });

    const history = await sentinel('history', '--format', 'jsonl');
    const changes = history.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { change: string; by: string });
    expect(changes.map(({ change }) => change)).toEqual(
      expect.arrayContaining(['started', 'paused', 'request.refused', 'resumed', 'latched', 'rolled_back']),
    );
    expect(changes.at(-1)).toMatchObject({ change: 'rolled_back', by: 'ann', reasonCode: 'aborted' });
  });

  it.skipIf(skipUnlessProving)('is agreed to by whoever an ID token proves', async () => {
    const key = await signingKey('k');
    const { issuer } = await testIssuer(key);
    const home = await temporaryFolder({
      'sentinel/sentinel.config.yaml': `issuers: { forge: { url: "${issuer.url}", audience: sentinel } }
actors: { ann: { oidc: { issuer: forge, claims: { actor: ann } } } }
groups: { sre: [ann] }
`,
    });
    const env: Record<string, string> = { XDG_CONFIG_HOME: home };
    const sentinel = await underWay(env);
    const said: CommandRun[] = [];
    const tokens = ['eve', 'ann'].map((actor) =>
      idToken(key, { iss: issuer.url, at: Date.now(), claims: { actor } }),
    );
    for (const token of tokens) {
      env['SENTINEL_TOKEN'] = await token;
      said.push(await sentinel('approve'));
    }
    expect(said).toMatchObject([{ exitCode: 1 }, { exitCode: 0, stderr: '' }]);
    expect(said[0]?.stderr).toContain(
      'warning[SEN2025]: `SENTINEL_TOKEN` proves nobody: it fits none of `actors`',
    );
    expect(said[0]?.stderr).toContain('an approval counts only from a verified identity');
    said.push(await sentinel('promote'), await sentinel('status', '--format', 'json'));
    expect(said[2]).toMatchObject({ exitCode: 0, stderr: '' });
    expect(said[3]?.json()).toMatchObject({ rollouts: [{ weight: { actual: 100 } }] });
    delete env['SENTINEL_TOKEN'];
    const history = await sentinel('history', '--format', 'jsonl');
    expect(history.stdout).toContain('"by":"ann"');
    const audit = await sentinel('audit', 'export', '--format', 'jsonl');
    for (const token of await Promise.all(tokens))
      for (const { stdout, stderr } of [...said, history, audit])
        expect(stdout + stderr).not.toContain(token.split('.')[2]);
  });

  it('is waited for by scripts, and stopped with all others', async () => {
    const sentinel = await underWay();
    const missed = await sentinel('status', '--until', 'completed', '--timeout', '100ms');
    expect(missed.exitCode).toBe(1);
    const stopped = await sentinel('stop', '--all', '--reason', 'incident 44');
    expect(stopped).toMatchObject({ exitCode: 0 });
    expect(stopped.stdout).toContain('✓ done abort\n');
    expect((await sentinel('status', 'shop', '--until', 'rolled_back', '--timeout', '5s')).exitCode).toBe(0);
    const again = await sentinel('pause', 'shop');
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('it is rolled back already');
  });
});
