import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../../../src/app/policy/lint.ts';
import { loadValidPolicy } from '../../../src/app/policy/loader.ts';
import { policyWith } from '../../support/policy.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

/** With a finding SEN1203. */
const policy = policyWith(
  'probes: { disk: { disk: { path: / } } }',
  'gates: { disk: { require: disk.used < 850% } }',
);

async function findings(cwd: string, ...files: readonly string[]): Promise<readonly string[]> {
  const report = await lint({ files }, hostIn(cwd));
  return report.files.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, severity }) => `${code} ${severity}`),
  );
}

describe('a severity', () => {
  test.each([
    ['off', []],
    ['info', ['SEN1203 info']],
    ['warning', ['SEN1203 warning']],
    ['error', ['SEN1203 error']],
  ])('%s', async (severity, found) => {
    const cwd = await temporaryFolder({
      'sentinel.yaml': policy,
      'sentinel.lint.yaml': `rules: { SEN1203: ${severity} }\n`,
    });
    expect(await findings(cwd)).toEqual(found);
  });

  test('error stops a run as well', async () => {
    const cwd = await temporaryFolder({
      'sentinel.yaml': policy,
      'sentinel.lint.yaml': 'rules: { SEN1203: error }\n',
    });
    const diagnostics = await refusedWith(loadValidPolicy({}, hostIn(cwd)));
    expect(diagnostics.map(({ code }) => code)).toEqual(['SEN1203']);
  });

  test('of a rule that is off a suppression takes nothing, and is not told as unused', async () => {
    const cwd = await temporaryFolder({
      'sentinel.yaml': policy.replace('gates:', '# sentinel-ignore SEN1203: a virtual disk\ngates:'),
      'sentinel.lint.yaml': 'rules: { SEN1203: off }\n',
    });
    expect(await findings(cwd)).toEqual([]);
  });
});

describe('the nearest file counts', () => {
  test('up to the root of the repository', async () => {
    const cwd = await temporaryFolder({ 'sentinel.lint.yaml': 'rules: { SEN1203: off }\n' });
    await mkdir(join(cwd, '.git'));
    await mkdir(join(cwd, 'a/b'), { recursive: true });
    await writeFile(join(cwd, 'a/b/sentinel.yaml'), policy);
    await writeFile(join(cwd, 'a/sentinel.yaml'), policy);
    expect(await findings(cwd, 'a/b/sentinel.yaml', 'a/sentinel.yaml')).toEqual([]);
    await writeFile(join(cwd, 'a/sentinel.lint.yaml'), '# Everything as it comes.\n');
    expect(await findings(cwd, 'a/b/sentinel.yaml')).toEqual(['SEN1203 warning']);
    await mkdir(join(cwd, 'a/b/.git'));
    await writeFile(join(cwd, 'a/sentinel.lint.yaml'), 'rules: { SEN1203: error }\n');
    expect(await findings(cwd, 'a/b/sentinel.yaml')).toEqual(['SEN1203 warning']);
  });
});

describe('mistakes', () => {
  test.each([
    ['rulse: {}', 'unknown key `rulse`', 'it may hold `rules`'],
    ['rules: [SEN1203]', '`rules` is a map of codes', 'write `SEN1203: off`'],
    ['rules: { SEN1302x: off }', '`SEN1302x` is not a code', /./u],
    ['rules: { colour: off }', '`colour` is not a code', 'write one such as `SEN1203`'],
    [
      'rules: { SEN1402: off }',
      '`SEN1402` is no matter of taste',
      'only lint findings (`SEN12…`) have a severity to choose',
    ],
    ['rules: { SEN1203: of }', 'this is none of `off`, `info`, `warning`, `error`', 'write `SEN1203: off`'],
    [
      'rules: { SEN1203: [off] }',
      'this is none of `off`, `info`, `warning`, `error`',
      'write `SEN1203: off`',
    ],
    ['- SEN1203', 'the configuration is a map of keys', 'it may hold `rules`'],
  ])('%s', async (text, message, help) => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy, 'sentinel.lint.yaml': `${text}\n` });
    const diagnostics = await refusedWith(lint({ files: [] }, hostIn(cwd)));
    expect(diagnostics).toMatchObject([{ code: 'SEN2021', message }]);
    expect(diagnostics[0]?.help).toMatch(help);
  });
});
