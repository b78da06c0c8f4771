import { describe, expect, test } from 'vitest';

import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/changelog/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/changelog/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { observed, probeContext } from '../../../support/probe.ts';

const january31 = Date.UTC(2026, 0, 31);

async function look(text: string, config: ResolvedRecord = {}, version = 'v1.2.3') {
  const root = await temporaryFolder({ 'CHANGELOG.md': text });
  return await observed(
    probe,
    withDefaults(descriptor, config),
    probeContext(root, { release: { version } }),
  );
}

test('an entry has a date and a body', async () => {
  const text = `# Changelog

## Unreleased

## [1.2.3] - 2026-01-31

### Added
- a thing

\`\`\`sh
## 9.9.9 is no title
\`\`\`

## [1.2.2] - 2026-01-01
- older

[1.2.3]: https://example.org/1.2.3
`;
  expect(await look(text)).toEqual({
    has_entry: true,
    dated: true,
    date: january31,
    body: '### Added\n- a thing\n\n```sh\n## 9.9.9 is no title\n```',
  });
  expect(await look(text, {}, '1.2.2')).toMatchObject({ has_entry: true, body: '- older' });
  expect(await look(text, { version: '1.2.2' })).toMatchObject({ body: '- older' });
});

describe('a title is found', () => {
  test.each([
    '## [1.2.3] - 2026-01-31',
    '## 1.2.3 (2026-01-31)',
    '# v1.2.3 – 2026/01/31',
    '### Version 1.2.3, 31 January 2026',
    '## Release v1.2.3: January 31st, 2026',
    '## [v1.2.3](https://example.org/2020-02-02/compare/v1.2.2...v1.2.3) (2026-01-31)',
    '##\t1.2.3 / 31 Jan. 2026',
    '## [1.2.3] - 2026.1.31 [YANKED]',
  ])('%s', async (title) => {
    expect(await look(`${title}\r\ntext`)).toEqual({
      has_entry: true,
      dated: true,
      date: january31,
      body: 'text',
    });
  });
});

describe('no title is', () => {
  test.each([
    '## 1.2.30 - 2026-01-31',
    '## 1.2.3-rc.1 - 2026-01-31',
    '## 1.2.3+build - 2026-01-31',
    '## 11.2.3',
    '## Upgrading from 1.2.3',
    '1.2.3 - 2026-01-31',
    '```\n## 1.2.3\n```',
    '~~~\n```\n## 1.2.3\n~~~',
    '<!-- ## 1.2.3 -->',
    '<!--\n## 1.2.3\n-->',
    `## 1.2.3 ${'x'.repeat(1000)}`,
    '',
  ])('%j', async (text) => {
    expect(await look(text)).toMatchObject({
      has_entry: false,
      dated: { unknown: '`CHANGELOG.md` has no entry for v1.2.3' },
      body: { unknown: '`CHANGELOG.md` has no entry for v1.2.3' },
    });
  });
});

describe('a comment or a fence that ended hides nothing', () => {
  test.each(['<!-- a --> b', '<!--\na\n-->', '```\na\n```', '<!-- a --><!-- b\n-->'])(
    '%j',
    async (before) => {
      expect(await look(`${before}\n## 1.2.3\n`)).toMatchObject({ has_entry: true });
    },
  );
});

describe('no date is', () => {
  test.each([
    '2026-XX-XX',
    '2026-01-XX',
    'XX',
    'TBD',
    'Unreleased',
    '2026-01-31 (unreleased)',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '31 Fooember 2026',
    '20260131',
    'April 31, 2026',
    '',
  ])('%j', async (date) => {
    const said = date === '' ? '' : `- ${date}`;
    expect(await look(`## 1.2.3 ${said}`)).toMatchObject({
      has_entry: true,
      dated: false,
      date: { unknown: `\`${said}\` is no date` },
    });
  });
});

describe('a title pattern', () => {
  test.each([
    ['Release {version} ({date})', 'Release 1.2.3 (2026-01-31)'],
    ['Release {version}', 'Release v1.2.3 on 2026-01-31'],
    ['{date}: {version}', '2026-01-31: 1.2.3'],
    ['== {version} [{date}]', '== 1.2.3 [31 Jan 2026]'],
    ['{version} {version} {date} {date}', '1.2.3 again 2026-01-31 again'],
  ])('%s finds %s', async (title, line) => {
    expect(await look(`${line}\nbody\n${line.replaceAll('1.2.3', '1.2.2')}\nolder`, { title })).toEqual({
      has_entry: true,
      dated: true,
      date: january31,
      body: 'body',
    });
  });

  test('is taken by the letter', async () => {
    expect(await look('Release 1.2.3 x', { title: 'Release {version} .' })).toMatchObject({
      has_entry: false,
    });
  });

  test('ends at a heading of its level', async () => {
    const text = '## Cart 1.2.3\n### a\n## Notes\nb';
    expect(await look(text, { title: '## Cart {version}' })).toMatchObject({ body: '### a' });
  });

  test('needs a version', async () => {
    await expect(look('', { title: 'Release' })).rejects.toThrow('the title `Release` has no `{version}`');
  });
});

describe('nothing is known', () => {
  test('without the file', async () => {
    await expect(look('', { path: 'NEWS.md' })).rejects.toThrow('there is no file `NEWS.md`');
  });

  test('without a version', async () => {
    await expect(look('', {}, '')).rejects.toThrow('the version of the release is not known');
  });
});

test('a hostile file is read in linear time', async () => {
  const text = `${'# 1.1'.padEnd(990, '.1')}!\n`.repeat(500);
  const started = performance.now();
  await look(text);
  expect(performance.now() - started).toBeLessThan(1000);
});
