/** The hooks under the real framework, on a scratch repository. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { emptyRepository } from '../support/git.ts';
import { skipUnlessProving, tier } from '../support/tier.ts';

const root = join(import.meta.dirname, '../..');

/** As a user's configuration has it: the framework clones this repository and installs its package, which takes minutes. */
function installed(): object {
  const rev = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const hooks = [{ id: 'sentinel-lint', verbose: true }, { id: 'sentinel-fmt' }, { id: 'sentinel-test' }];
  return { repos: [{ repo: `file://${root}`, rev, hooks }] };
}

/** The same hooks, with the command that is built here. */
function local(): object {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as object[];
  return {
    repos: [{ repo: 'local', hooks: hooks.map((hook) => ({ ...hook, language: 'system', verbose: true })) }],
  };
}

const policy = `sentinel: 1
policy: shop
gates:
  version: { require: release.version is vsemver }
`;

const cases = `policy: ./sentinel.yaml
cases:
  - name: what is no version is blocked
    at: 2026-11-24T10:00Z
    release: { version: next }
    facts: { git.clean: true }
    expect: { decision: blocked }
`;

describeWithDaemon(['pre-commit'], 'pre-commit', () => {
  test.skipIf(skipUnlessProving)('lets a sound policy through and stops others', async () => {
    const repository = await emptyRepository();
    const programs = await temporaryFolder();
    for (const name of ['node', 'nodejs']) await symlink(process.execPath, join(programs, name));
    await symlink(join(root, 'dist/sentinel.js'), join(programs, 'sentinel'));
    const env = {
      ...process.env,
      PATH: `${programs}:${process.env['PATH']}`,
      HOME: repository.folder,
      PRE_COMMIT_HOME: await temporaryFolder(),
      // The checkout may be another user's.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    };
    const config = stringify(tier === 'long' ? installed() : local());
    await repository.commit({
      '.pre-commit-config.yaml': config,
      'sentinel.yaml': policy,
      'sentinel.test.yaml': cases,
    });
    const run = (command: string, ...args: string[]) =>
      spawnSync(command, args, { cwd: repository.folder, env, encoding: 'utf8' });
    const begun = run('pre-commit', 'install', '--install-hooks');
    expect(begun.status, begun.stdout + begun.stderr).toBe(0);

    const commit = async (text: string) => {
      await repository.write({ 'sentinel.yaml': text });
      await repository.git('add', 'sentinel.yaml');
      return run('git', '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-m', 'change');
    };
    const sound = await commit(`${policy}  tree: { require: git.clean }\n`);
    expect(sound.status, sound.stdout + sound.stderr).toBe(0);
    expect(sound.stderr).toMatch(/sentinel lint\.+Passed/u);

    const wrong = await commit(policy.replace('vsemver', 'vsemve'));
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/sentinel lint\.+Failed[^]*did you mean `vsemver`/u);

    const weak = await commit(policy.replace('release.version is vsemver', 'git.clean'));
    expect(weak.status).toBe(1);
    expect(weak.stderr).toMatch(/sentinel test\.+Failed[^]*what is no version is blocked/u);

    const untidy = await commit(policy.replace('{ require', '{   require'));
    expect(untidy.status).toBe(1);
    expect(untidy.stderr).toMatch(/sentinel fmt\.+Failed[^]*files were modified by this hook/u);
    process.stdout.write(`${/- duration: .*/u.exec(sound.stderr)?.[0]} for lint of the staged policy\n`);
  });
});
