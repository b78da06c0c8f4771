/** The release gate of `examples/release-gate` by the built command: every way to be stopped, and with which exit code. */
import { describe, expect, it } from 'vitest';
import { cloneOf, repositoryIn } from '../support/git.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runSentinel } from '../support/cli.ts';
import { type DecisionJson, releaseGate, type Stand, TOKEN, verdicts } from './support/release-gate.ts';

const safe = ['check', '--env', 'dev', '--version', 'v1.2.3'];

describe('a release that may ship', () => {
  it('exits 0 and says so in the last line', async () => {
    const gate = await releaseGate();
    const run = await gate.run(safe);
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    expect(run.lastLine).toMatch(/^Safe: /u);
    expect(gate.api.requests).toEqual([{ path: '/health', authorization: `Bearer ${TOKEN}` }]);
  });

  it('needs no command: flags alone are a check', async () => {
    const gate = await releaseGate();
    const run = await gate.run(['--env', 'dev', '--version', 'v1.2.3', '--format', 'json']);
    expect(run.exitCode).toBe(0);
    expect(run.json()).toMatchObject({ formatVersion: '1.0', decision: 'safe', exitCode: 0 });
    expect(verdicts(run)).toMatchObject({ 'change-ticket': 'skipped', disk: 'pass', dependency: 'pass' });
  });

  it('is planned alike, with where each fact comes from', async () => {
    const gate = await releaseGate();
    const run = await gate.run(['plan', ...safe.slice(1)]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('git.branch');
  });
});

interface Blocked {
  readonly name: string;
  readonly spoil?: (gate: Stand) => Promise<unknown>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The rule that stops it, with the verdict. */
  readonly rule?: readonly [name: string, verdict: 'fail' | 'unknown'];
  /** What the output says. */
  readonly says: RegExp;
}

const blocked: readonly Blocked[] = [
  {
    name: 'a change that is not committed',
    spoil: ({ repository }) => repository.write({ 'left.txt': 'behind\n' }),
    rule: ['clean-tree', 'fail'],
    says: /git\.clean/u,
  },
  {
    name: 'a branch that does not release',
    spoil: ({ repository }) => repository.git('checkout', '--quiet', '-b', 'feature/x'),
    rule: ['branch', 'fail'],
    says: /"feature\/x" is not like/u,
  },
  {
    name: 'a version that is none',
    args: ['check', '--env', 'dev', '--version', '1.2'],
    rule: ['version', 'fail'],
    says: /"1\.2" is not vsemver/u,
  },
  {
    name: 'a version that was released from another commit',
    spoil: async ({ repository }) => {
      await repository.git('tag', 'v1.2.3');
      await repository.commit({ 'b.txt': 'later\n' });
    },
    rule: ['version', 'fail'],
    says: /release_tag/u,
  },
  {
    name: 'no change ticket for production',
    args: ['check', '--env', 'prod', '--version', 'v1.2.3'],
    rule: ['change-ticket', 'fail'],
    says: /production needs a change ticket: --set ticket=OPS-123/u,
  },
  {
    name: 'an environment that is not declared',
    args: ['check', '--env', 'production', '--version', 'v1.2.3'],
    says: /`prod`/u,
  },
  { name: 'no environment at all', args: ['check', '--version', 'v1.2.3'], says: /dev.*stage.*prod/u },
  { name: 'a setting that is missing', env: { DEPLOY_TOKEN: TOKEN }, says: /API_URL/u },
  {
    name: 'a secret that is empty',
    env: { API_URL: 'http://127.0.0.1:1', DEPLOY_TOKEN: '' },
    says: /DEPLOY_TOKEN/u,
  },
  {
    name: 'a policy that is wrong',
    spoil: ({ rewrite }) => rewrite((policy) => policy.replace('api.ok', 'apo.ok')),
    says: /SEN1401/u,
  },
  {
    name: 'an input that does not exist',
    args: [...safe, '--set', 'tickett=OPS-1'],
    says: /`ticket`/u,
  },
  {
    name: 'an option that does not exist',
    args: [...safe, '--envv', 'dev'],
    says: /--env/u,
  },
];

describe('blocked, exit 1', () => {
  it.each(blocked)('$name', async ({ spoil, args = safe, env, rule, says }) => {
    const gate = await releaseGate();
    await spoil?.(gate);
    const run = await gate.run(args, env && { env });
    expect(run.stdout + run.stderr).toMatch(says);
    expect(run.exitCode).toBe(1);
    if (!rule) return;
    const [name, verdict] = rule;
    expect(run.stdout).toMatch(new RegExp(` ${verdict} +${name}$`, 'mu'));
    expect(run.lastLine).toMatch(/^Blocked: /u);
  });

  it('outside a repository nothing about git is known', async () => {
    const gate = await releaseGate();
    const folder = await temporaryFolder();
    await repositoryIn(gate.repository.folder)
      .git('show', 'HEAD:sentinel.yaml')
      .then((text) => repositoryIn(folder).write({ 'sentinel.yaml': `${text}\n` }));
    const run = await runSentinel([...safe, '--format', 'json'], { cwd: folder, env: gate.env });
    expect(run.exitCode).toBe(1);
    expect(verdicts(run)).toMatchObject({ repository: 'fail', 'clean-tree': 'unknown', version: 'unknown' });
  });

  it('a run in which no rule applies is not safe', async () => {
    const folder = await temporaryFolder({
      'sentinel.yaml': [
        'sentinel: 1',
        'policy: nothing',
        'environments: [dev, prod]',
        'gates:',
        '  version: { environments: [prod], require: release.version is vsemver }',
        '',
      ].join('\n'),
    });
    const run = await runSentinel(['check', '--env', 'dev', '--version', 'v1.0.0'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    expect(run.lastLine).toMatch(/^Blocked: .* nothing was checked/u);
  });

  it('reports both reasons when two gates fail', async () => {
    const gate = await releaseGate();
    await gate.repository.write({ 'left.txt': 'behind\n' });
    await gate.repository.git('checkout', '--quiet', '-b', 'feature/x');
    const run = await gate.run([...safe, '--format', 'json']);
    expect(run.json()).toMatchObject({ decision: 'blocked', exitCode: 1 });
    const failed = (run.json() as DecisionJson).rules.filter((rule) => rule.verdict === 'fail');
    expect(failed.map((rule) => rule.name)).toEqual(['clean-tree', 'branch']);
    for (const rule of failed) expect(rule.reasons).toHaveLength(1);
    expect((run.json() as DecisionJson).summary).toMatch(/clean-tree.*branch/u);
  });
});

describe('critical, exit 2', () => {
  const critical: readonly { name: string; rule: string; spoil: (gate: Stand) => unknown; says: RegExp }[] = [
    {
      name: 'a disk that is too full, with the host',
      rule: 'disk',
      spoil: ({ rewrite }) => rewrite((policy) => policy.replace('disk.used <= 100%', 'disk.used < 0.0001%')),
      says: /disk\.used .* is not < 0\.0001 % \(.+\)/u,
    },
    {
      name: 'memory that is too full',
      rule: 'memory',
      spoil: ({ rewrite }) =>
        rewrite((policy) => policy.replace('memory.used <= 100%', 'memory.used < 0.0001%')),
      says: /memory\.used .* is not < 0\.0001 %/u,
    },
    {
      name: 'a dependency that answers 503, after three attempts',
      rule: 'dependency',
      spoil: ({ api }) => {
        api.status = 503;
      },
      says: /HTTP 503 after 3 attempts/u,
    },
    {
      name: 'a process that does not run',
      rule: 'process',
      spoil: ({ rewrite }) =>
        rewrite((policy) =>
          policy
            .replace('probes:\n', 'probes:\n  daemon: { process: { name: no-such-daemon } }\n')
            .replace('gates:\n', 'gates:\n  process: { severity: critical, require: daemon.running }\n'),
        ),
      says: /daemon\.running/u,
    },
  ];

  it.each(critical)('$name', async ({ rule, spoil, says }) => {
    const gate = await releaseGate();
    await spoil(gate);
    const run = await gate.run(safe);
    expect(run.stdout).toMatch(says);
    expect(run.stdout).toMatch(new RegExp(` fail +${rule}, critical$`, 'mu'));
    expect(run.lastLine).toMatch(/^Critical: /u);
    expect(run.exitCode).toBe(2);
  });

  it('a dependency that refuses is unknown, and unknown is no pass', async () => {
    const gate = await releaseGate();
    const run = await gate.run([...safe, '--format', 'json'], {
      env: { ...gate.env, API_URL: 'http://127.0.0.1:1' },
    });
    expect(run.exitCode).toBe(2);
    expect(run.json()).toMatchObject({ decision: 'critical', exitCode: 2 });
    expect(verdicts(run)['dependency']).toBe('unknown');
  });

  it('retries 503 three times and 404 not at all', async () => {
    const gate = await releaseGate();
    gate.api.status = 503;
    await gate.run(safe);
    expect(gate.api.requests).toHaveLength(3);
    gate.api.status = 404;
    gate.api.requests.length = 0;
    expect((await gate.run(safe)).exitCode).toBe(2);
    expect(gate.api.requests).toHaveLength(1);
  });

  it('wins over a blocked gate, and both are told', async () => {
    const gate = await releaseGate();
    gate.api.status = 404;
    await gate.repository.write({ 'left.txt': 'behind\n' });
    const run = await gate.run(safe);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toMatch(/git\.clean/u);
  });
});

describe('git, as it is met in CI', () => {
  it('a tag build does not block itself', async () => {
    const gate = await releaseGate();
    await gate.repository.git('tag', '-a', 'v1.2.3', '-m', 'release');
    await gate.repository.git('checkout', '--quiet', '--detach', 'v1.2.3');
    const run = await gate.run(['check', '--env', 'dev', '--event', 'tag', '--format', 'json']);
    expect(run.exitCode).toBe(0);
    expect(verdicts(run)).toMatchObject({ version: 'pass', branch: 'skipped' });
  });

  it('a detached checkout takes its branch from the CI system', async () => {
    const gate = await releaseGate();
    await gate.repository.git('checkout', '--quiet', '--detach');
    const without = await gate.run([...safe, '--format', 'json']);
    expect(verdicts(without)['branch']).toBe('unknown');
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'main',
      GITHUB_EVENT_NAME: 'push',
    };
    const inCi = await gate.run([...safe, '--format', 'json'], { env: { ...gate.env, ...github } });
    expect(verdicts(inCi)['branch']).toBe('pass');
  });

  it('a clone without tags is unknown, not a pass', async () => {
    const gate = await releaseGate();
    await gate.repository.git('tag', 'v1.0.0');
    await gate.repository.commit({ 'b.txt': 'two\n' });
    const clone = await cloneOf(gate.repository, '--depth=1', '--no-tags');
    await clone.git('remote', 'set-url', 'origin', `file://${clone.folder}/gone`);
    const run = await runSentinel([...safe, '--format', 'json'], { cwd: clone.folder, env: gate.env });
    expect(run.exitCode).toBe(1);
    expect(verdicts(run)['version']).toBe('unknown');
  });
});
