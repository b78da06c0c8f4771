import { describe, expect, test } from 'vitest';

import { probe } from '../../../../src/runtime/probes/version_file/probe.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { observed, probeContext } from '../../../support/probe.ts';

async function look(files: Readonly<Record<string, string>>, names = Object.keys(files)) {
  return await observed(probe, { files: names }, probeContext(await temporaryFolder(files)));
}

describe('one file', () => {
  test.each([
    ['package.json', '{"version":"1.2.3"}'],
    ['cart/package.json', '{"name":"x","version":"1.2.3"}'],
    ['Cargo.toml', '[package]\nname = "x"\nversion = "1.2.3"\n'],
    ['Cargo.toml', '[workspace.package]\nversion = "1.2.3"\n'],
    ['Cargo.toml', '[package]\nversion.workspace = true\n[workspace.package]\nversion = "1.2.3"\n'],
    ['pyproject.toml', '[project]\nversion = "1.2.3"\n'],
    ['pyproject.toml', '[tool.poetry]\nversion = "1.2.3"\n'],
    ['Chart.yaml', 'apiVersion: v2\nversion: 1.2.3\n'],
    ['src/x/__init__.py', '"""Doc"""\n__version__ = "1.2.3"\n'],
    ['src/x/version.py', "__version__: str = '1.2.3'  # kept by hand\n"],
    ['VERSION', '1.2.3\n'],
    ['version.txt', ' 1.2.3 '],
  ])('%s names its version: %j', async (name, text) => {
    expect(await look({ [name]: text })).toEqual({
      agree: true,
      value: '1.2.3',
      versions: [{ file: name, version: '1.2.3' }],
    });
  });

  test.each([
    ['package.json', '{}', '`package.json` names no version'],
    ['package.json', '{"version":3}', '`package.json` names no version'],
    ['package.json', '[]', '`package.json` names no version'],
    ['pyproject.toml', '[project]\ndynamic = ["version"]\n', '`pyproject.toml` names no version'],
    ['x.py', '# __version__ = "1.2.3"\n', '`x.py` names no version'],
    ['x.py', '__version__ = ""\n', '`x.py` names no version'],
    ['VERSION', '1.2.3 and more\n', '`VERSION` names no version'],
    ['VERSION', '', '`VERSION` names no version'],
  ])('%s with %j names none', async (name, text, reason) => {
    const unknown = { unknown: reason };
    expect(await look({ [name]: text })).toEqual({ agree: unknown, value: unknown, versions: unknown });
  });
});

describe('several files', () => {
  const a = { 'package.json': '{"version":"1.2.3"}' };

  test('agree, with or without a leading v', async () => {
    expect(await look({ ...a, VERSION: 'v1.2.3' })).toEqual({
      agree: true,
      value: '1.2.3',
      versions: [
        { file: 'package.json', version: '1.2.3' },
        { file: 'VERSION', version: 'v1.2.3' },
      ],
    });
  });

  test('that differ are named', async () => {
    expect(await look({ ...a, VERSION: '1.2.4' })).toMatchObject({
      agree: false,
      value: { unknown: 'the files differ: package.json 1.2.3, VERSION 1.2.4' },
    });
  });

  test('of which one is missing are not known to agree', async () => {
    const unknown = { unknown: 'there is no file `VERSION`' };
    expect(await look(a, ['package.json', 'VERSION'])).toEqual({
      agree: unknown,
      value: unknown,
      versions: unknown,
    });
  });

  test('of which two differ are known not to agree', async () => {
    expect(await look({ ...a, VERSION: '2.0.0' }, ['gone', 'package.json', 'VERSION'])).toMatchObject({
      agree: false,
      value: { unknown: 'the files differ: gone unknown, package.json 1.2.3, VERSION 2.0.0' },
      versions: { unknown: 'there is no file `gone`' },
    });
  });
});
