/** The hooks under the real framework, installed from this repository as a user's configuration says. */
import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { emptyRepository } from '../support/git.ts';
import { skipUnlessProving } from '../support/tier.ts';

const root = join(import.meta.dirname, '../..');

const config = (revision: string) => `repos:
  - repo: file://${root}
    rev: ${revision}
    hooks:
      - { id: sentinel-lint, verbose: true }
      - { id: sentinel-fmt }
`;

const policy = `sentinel: 1
policy: shop
gates:
  version: { require: release.version is vsemver }
`;

describeWithDaemon(['pre-commit'], 'pre-commit', () => {
  test.skipIf(skipUnlessProving)('lets a sound policy through and stops others', async () => {
    const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
    const repository = await emptyRepository();
    const env = {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      HOME: repository.folder,
      PRE_COMMIT_HOME: await temporaryFolder(),
      // The checkout may be another user's.
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    };
    const preCommit = (...args: string[]) =>
      spawnSync('pre-commit', args, { cwd: repository.folder, env, encoding: 'utf8' });
    await repository.commit({ '.pre-commit-config.yaml': config(revision), 'sentinel.yaml': policy });
    const installed = preCommit('install', '--install-hooks');
    expect(installed.status, installed.stdout + installed.stderr).toBe(0);

    const commit = async (text: string) => {
      await repository.write({ 'sentinel.yaml': text });
      await repository.git('add', 'sentinel.yaml');
      return spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-m', 'change'], {
        cwd: repository.folder,
        env,
        encoding: 'utf8',
      });
    };
    const sound = await commit(`${policy}  tree: { require: git.clean }\n`);
    expect(sound.status, sound.stdout + sound.stderr).toBe(0);
    expect(sound.stderr).toMatch(/sentinel lint\.+Passed/u);

    const wrong = await commit(policy.replace('vsemver', 'vsemve'));
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toMatch(/sentinel lint\.+Failed[^]*did you mean `vsemver`/u);

    const untidy = await commit(policy.replace('{ require', '{   require'));
    expect(untidy.status).toBe(1);
    expect(untidy.stderr).toMatch(/sentinel fmt\.+Failed[^]*files were modified by this hook/u);
    process.stdout.write(`${/- duration: .*/u.exec(sound.stderr)?.[0]} for lint of the staged policy\n`);
  });
});
