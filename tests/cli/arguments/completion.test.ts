import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { completionScript, shells } from '../../../src/cli/arguments/completion.ts';
import { commands } from '../../../src/cli/commands/index.ts';
import { temporaryFolder } from '../../support/folder.ts';

const all = commands.all;

test.each(shells)('%s knows every command', (shell) => {
  const script = completionScript(shell, all);
  for (const { name } of all) expect(script).toContain(name);
  expect(script).toContain('release-sentinel');
});

describe('bash', () => {
  const script = completionScript('bash', all);

  /** What Tab offers behind these words, the last of them unfinished. */
  async function offered(...words: readonly string[]): Promise<string[]> {
    const folder = await temporaryFolder({ 'policy.yaml': '', 'notes.txt': '' });
    const quoted = ['sentinel', ...words].map((word) => `'${word}'`).join(' ');
    const output = execFileSync(
      'bash',
      [
        '--norc',
        '-c',
        `${script}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _sentinel; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    return output.split('\n').filter((line) => line !== '');
  }

  test.each([
    [['pl'], ['plan']],
    [['probe'], ['probe', 'probes']],
    [
      ['lint', '--f'],
      ['--fix', '--format'],
    ],
    [['lint', '--format', 's'], ['sarif']],
    [
      ['version', '--format', ''],
      ['text', 'json'],
    ],
    [['lint', 'pol'], ['policy.yaml']],
    [['plan', '--policy', 'pol'], ['policy.yaml']],
    [['plan', '--env', ''], []],
    [['completion', 'f'], ['fish']],
    [['plan', 'x'], []],
  ] as const)('%j: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

test('what is quoted in zsh and fish stays quoted', () => {
  expect(completionScript('zsh', all)).toContain(String.raw`'version:print the program'\''s own version'`);
  expect(completionScript('fish', all)).toContain(String.raw`-d 'print the program'\''s own version'`);
});
