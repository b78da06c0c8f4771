import { chmod, lstat, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { format, type FormatRequest } from '../../../src/app/index.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';
import { refusedWith } from '../../support/refusal.ts';

const loose = 'sentinel: 1\npolicy:   "shop"\ngates: {clean: {require: git.clean}}\n';
const canonical = 'sentinel: 1\npolicy: shop\ngates: { clean: { require: git.clean } }\n';
const dsl = 'policy "shop" {\n  gate "clean" { require git.clean }\n}\n';

function request(parts: Partial<FormatRequest>): FormatRequest {
  return { files: [], write: false, standardInput: async () => loose, ...parts };
}

describe('files', () => {
  test('are written in their canonical form, with their mode, through links', async () => {
    const cwd = await temporaryFolder({ 'a.yaml': loose, 'b.yaml': canonical });
    await chmod(join(cwd, 'a.yaml'), 0o640);
    await symlink('a.yaml', join(cwd, 'link.yaml'));
    const { files } = await format(request({ files: ['link.yaml', 'b.yaml'], write: true }), hostIn(cwd));
    expect(files.map(({ file, text, formatted }) => [file, text === formatted])).toEqual([
      ['link.yaml', false],
      ['b.yaml', true],
    ]);
    expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe(canonical);
    expect((await stat(join(cwd, 'a.yaml'))).mode & 0o777).toBe(0o640);
    expect((await lstat(join(cwd, 'link.yaml'))).isSymbolicLink()).toBe(true);
    expect((await readdir(cwd)).toSorted()).toEqual(['a.yaml', 'b.yaml', 'link.yaml']);
  });

  test('stay as they are where they have errors, or nothing is to be written', async () => {
    const broken = 'sentinel: 1\npolicy: [\n';
    const cwd = await temporaryFolder({ 'sentinel.yaml': broken, 'a.yaml': loose });
    const { files } = await format(request({ write: true }), hostIn(cwd));
    expect(files).toMatchObject([{ file: 'sentinel.yaml', diagnostics: [{ code: 'SEN1001' }] }]);
    expect(await readFile(join(cwd, 'sentinel.yaml'), 'utf8')).toBe(broken);
    await format(request({ files: ['a.yaml'] }), hostIn(cwd));
    expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe(loose);
  });

  test('that are not there, or cannot be written, are told', async () => {
    const cwd = await temporaryFolder({ 'a.yaml': loose });
    const { replaceFile } = await import('../../../src/app/write-file.ts');
    expect(await refusedWith(format(request({ files: ['none.yaml'] }), hostIn(cwd)))).toMatchObject([
      { code: 'SEN2011' },
    ]);
    expect(await refusedWith(replaceFile(join(cwd, 'none/a.yaml'), 'none/a.yaml', ''))).toMatchObject([
      { code: 'SEN2006', message: '`none/a.yaml` cannot be written (ENOENT)' },
    ]);
    expect(await refusedWith(replaceFile(cwd, 'here', ''))).toMatchObject([{ code: 'SEN2006' }]);
    expect(await readdir(cwd)).toEqual(['a.yaml']);
  });
});

test.each([
  ['YAML', loose, 'stdin.yaml', canonical],
  ['the DSL', `# of it\n${dsl}`, 'stdin.sntl', `# of it\n${dsl}`],
  ['the DSL with its version', `sentinel 1\n${dsl}`, 'stdin.sntl', dsl],
  ['YAML that begins with the name', 'policy: shop\nsentinel: 1\n', 'stdin.yaml', undefined],
])('standard input may hold %s', async (_, text, file, formatted) => {
  const cwd = await temporaryFolder();
  const report = await format(request({ files: ['-'], standardInput: async () => text }), hostIn(cwd));
  expect(report.files[0]).toMatchObject({ file, text, ...(formatted !== undefined && { formatted }) });
});

test('conversion goes both ways', async () => {
  const cwd = await temporaryFolder({ 'a.yaml': loose, 'a.sntl': dsl });
  const convert = async (file: string, to: 'yaml' | 'dsl') =>
    (await format(request({ files: [file], to }), hostIn(cwd))).files[0]?.formatted;
  expect(await convert('a.yaml', 'dsl')).toBe(dsl);
  expect(await convert('a.sntl', 'yaml')).toBe(
    'sentinel: 1\npolicy: shop\ngates:\n  clean: { require: git.clean }\n',
  );
});
