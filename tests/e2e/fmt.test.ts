/** `sentinel fmt` as people and editors call it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';

const loose = 'sentinel: 1\npolicy:   shop\ngates: {clean: {require: git.clean}} # why\n';
const canonical = 'sentinel: 1\npolicy: shop\ngates: { clean: { require: git.clean } } # why\n';
const dsl = 'policy "shop" {\n  # why\n  gate "clean" { require git.clean }\n}\n';

test('files are written, and named', async () => {
  const cwd = await temporaryFolder({ 'a.yaml': loose, 'b.yaml': canonical });
  const run = await runSentinel(['fmt', 'a.yaml', 'b.yaml'], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stdout: 'formatted a.yaml\n', stderr: '' });
  expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe(canonical);
});

test('--check and --diff write nothing', async () => {
  const cwd = await temporaryFolder({ 'a.yaml': loose, 'b.yaml': canonical });
  const check = await runSentinel(['fmt', '--check', 'a.yaml', 'b.yaml'], { cwd });
  expect(check).toMatchObject({ exitCode: 1, stdout: 'a.yaml\n', stderr: '' });
  const diff = await runSentinel(['fmt', '--diff', 'a.yaml'], { cwd });
  expect(diff).toMatchObject({ exitCode: 0, stderr: '' });
  const lines = (sign: string, text: string): string =>
    text.replaceAll(/^(?!sentinel|$)/gmu, sign).replace('sentinel', ' sentinel');
  const [head = ''] = lines('-', loose).split('\n');
  const changes = [lines('-', loose), lines('+', canonical)]
    .map((text) => text.slice(head.length + 1))
    .join('');
  expect(diff.stdout).toBe(`--- a.yaml\n+++ a.yaml\n@@ -1,3 +1,3 @@\n${head}\n${changes}`);
  expect(await runSentinel(['fmt', '--check', '--diff', 'a.yaml'], { cwd })).toMatchObject({ exitCode: 1 });
  expect(await runSentinel(['fmt', '--check', 'b.yaml'], { cwd })).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe(loose);
});

test('a policy is converted to standard output, or to a file', async () => {
  const cwd = await temporaryFolder({ 'sentinel.yaml': loose });
  expect(await runSentinel(['fmt', '--to', 'dsl'], { cwd })).toMatchObject({ exitCode: 0, stdout: dsl });
  const run = await runSentinel(['fmt', '--to', 'dsl', 'sentinel.yaml', '--output', 'a.sntl'], { cwd });
  expect(run).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  expect(await readFile(join(cwd, 'a.sntl'), 'utf8')).toBe(dsl);
  const lost = await runSentinel(['fmt', '--to', 'dsl', '--output', 'none/a.sntl'], { cwd });
  expect(lost).toMatchObject({ exitCode: 1, stdout: '' });
  expect(lost.stderr).toContain('SEN2006');
});

test('standard input goes to standard output', async () => {
  const cwd = await temporaryFolder();
  expect(await runSentinel(['fmt', '-'], { cwd, input: loose })).toMatchObject({
    exitCode: 0,
    stdout: canonical,
  });
  const yaml = await runSentinel(['fmt', '-', '--to', 'yaml'], { cwd, input: dsl });
  expect(yaml.stdout).toBe('sentinel: 1\npolicy: shop\ngates:\n  # why\n  clean: { require: git.clean }\n');
});

test('what has errors is told and left alone', async () => {
  const cwd = await temporaryFolder({ 'a.yaml': 'sentinel: 1\npolicy: [\n', 'b.yaml': loose });
  const run = await runSentinel(['fmt', 'a.yaml', 'b.yaml'], { cwd });
  expect(run).toMatchObject({ exitCode: 1, stdout: 'formatted b.yaml\n' });
  expect(run.stderr).toContain('SEN1001');
  expect(await runSentinel(['fmt', '--to', 'dsl', 'a.yaml'], { cwd })).toMatchObject({
    exitCode: 1,
    stdout: '',
  });
});

test.each([
  [['a.yaml', 'b.yaml', '--to', 'dsl'], '`--to` takes one policy'],
  [['-', 'b.yaml'], '`-` takes one policy'],
  [['a.yaml', '--to', 'dsl', '--check'], '`--to` goes with neither `--check` nor `--diff`'],
  [['a.yaml', '--output', 'b.yaml'], '`--output` goes with `--to` or `-`'],
])('%j contradicts itself', async (args, message) => {
  const run = await runSentinel(['fmt', ...args], { cwd: await temporaryFolder() });
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain(message);
});
