import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { review } from '../../src/app/review/index.ts';
import { compileText } from '../../src/app/policy/compile-text.ts';
import type { ReviewRequest } from '../../src/app/requests.ts';
import { reviewForms } from '../../src/cli/render/review/forms.ts';
import { temporaryFolder } from '../support/folder.ts';
import { emptyRepository } from '../support/git.ts';
import { hostIn } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';

const policy = (limit: string, ...more: readonly string[]): string =>
  [
    'sentinel: 1',
    'policy: shop',
    'environments: [prod]',
    ...more,
    'probes: { disk: { disk: { path: / } } }',
    'gates:',
    `  disk: { require: disk.used < ${limit} }`,
    '',
  ].join('\n');

function asked(request: Partial<ReviewRequest>, cwd: string) {
  return review(
    { base: 'main', at: '2026-11-21T12:00:00Z', signal: new AbortController().signal, ...request },
    hostIn(cwd),
  );
}

test('what lies here against a revision, and two revisions', async () => {
  const repository = await emptyRepository();
  await repository.commit({ 'sentinel.yaml': policy('85%') });
  await repository.git('branch', 'base');
  await repository.commit({ 'sentinel.yaml': policy('90%') });
  await repository.write({ 'sentinel.yaml': policy('80%') });
  const { folder } = repository;
  expect((await asked({ base: 'base' }, folder)).review.verdict).toBe('stricter');
  expect((await asked({ base: 'base', head: 'main' }, folder)).review.verdict).toBe('looser');
  expect((await asked({ base: 'base', head: 'base' }, folder)).review).toMatchObject({
    verdict: 'same',
    proved: true,
    changes: [],
  });
  mkdirSync(join(folder, 'deep'));
  expect((await asked({ base: 'base', head: 'main' }, join(folder, 'deep'))).review.verdict).toBe('looser');
});

test('a file that the head names like the base is not the base', async () => {
  const repository = await emptyRepository();
  await repository.commit({ 'sentinel.yaml': policy('85%') });
  await repository.git('branch', 'base');
  await repository.write({ base: policy('99%'), 'sentinel.yaml': policy('99%') });
  expect((await asked({ base: 'base' }, repository.folder)).review.verdict).toBe('looser');
});

test('files, also of plans, whose text is compiled anew', async () => {
  const cwd = await temporaryFolder({ 'old.yaml': policy('85%'), 'new.yaml': policy('90%') });
  const { plan } = compileText('sentinel.yaml', policy('85%'), 0);
  // What a plan claims beside its text is not believed.
  writeFileSync(join(cwd, 'old.json'), JSON.stringify({ ...plan, gates: [], leaves: [] }));
  for (const base of ['old.yaml', 'old.json'])
    expect((await asked({ base, head: 'new.yaml' }, cwd)).review.verdict).toBe('looser');
});

test('what a revision extends, and its calendars, are those of the revision', async () => {
  const repository = await emptyRepository();
  const org = (limit: string) => policy(limit).replace('policy: shop', 'policy: org');
  const own = [
    'sentinel: 1',
    'policy: shop',
    'environments: [prod]',
    'extends: ./org.yaml',
    'gates: { clean: { require: git.clean } }',
    'freezes: { x: { environments: [prod], calendar: ./x.ics, timezone: UTC } }',
    '',
  ].join('\n');
  const calendar = (day: string) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:x',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTAMP:20260101T000000Z',
      `DTSTART:202612${day}T000000Z`,
      `DTEND:202612${day}T120000Z`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
  await repository.commit({ 'sentinel.yaml': own, 'org.yaml': org('85%'), 'x.ics': calendar('24') });
  await repository.git('branch', 'base');
  await repository.commit({ 'org.yaml': org('90%'), 'x.ics': calendar('25') });
  const { review: found } = await asked({ base: 'base', head: 'main' }, repository.folder);
  expect(found.verdict).toBe('incomparable');
  expect(found.freezes).toMatchObject([
    { name: 'x', thawed: [[Date.parse('2026-12-24T00:00Z'), Date.parse('2026-12-24T12:00Z')]] },
  ]);
  expect(found.changes.map(({ name, verdict }) => [name, verdict])).toContainEqual(['disk', 'looser']);
});

test('as JSON it is as its schema says', async () => {
  const cwd = await temporaryFolder({
    'old.yaml': policy(
      '85%',
      'limits: { starts: { at_most: 3 per 1h, by: [workload] } }',
      'freezes: { x: { every: [sat], timezone: UTC } }',
    ),
    'new.yaml': policy(
      '90%',
      'limits: { starts: { at_most: 5 per 1h, by: [workload] } }',
      'freezes: { x: { every: [sun], timezone: UTC } }',
    ),
  });
  const report = await asked({ base: 'old.yaml', head: 'new.yaml' }, cwd);
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/review.schema.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv().compile(schema);
  const json: unknown = JSON.parse(JSON.stringify({ formatVersion: '1.0', ...reviewForms(report).json() }));
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
  expect(json).toMatchObject({
    verdict: 'incomparable',
    changes: [
      {
        type: 'condition',
        rule: 'disk',
        environments: ['prod'],
        verdict: 'looser',
        proved: true,
        witness: { facts: { 'disk.used': 0.88 } },
      },
      { type: 'window', rule: 'x', verdict: 'incomparable' },
      { type: 'limit', rule: 'starts', verdict: 'looser' },
    ],
  });
});

test.each([
  ['no such revision', { base: 'nowhere' }, 'SEN2011'],
  ['a revision without the policy', { base: 'empty' }, 'SEN2010'],
  ['no such file', { base: 'nowhere.yaml' }, 'SEN2011'],
  ['no plan', { base: 'no.json' }, 'SEN2011'],
  ['a policy with mistakes', { base: 'bad.yaml' }, 'SEN1401'],
  ['no instant', { base: 'main', at: 'soon' }, 'SEN2017'],
  ['a link that leads away', { base: 'link.yaml' }, 'SEN2011'],
])('refused: %s', async (_, request, code) => {
  const repository = await emptyRepository();
  await repository.commit({ 'a.txt': '' });
  await repository.git('branch', 'empty');
  await repository.commit({
    'sentinel.yaml': policy('85%'),
    'no.json': '{}',
    'bad.yaml': policy('85%').replace('disk.used', 'dusk.used'),
  });
  symlinkSync('/etc/hostname', join(repository.folder, 'link.yaml'));
  const diagnostics = await refusedWith(asked(request, repository.folder));
  expect(diagnostics.map((found) => found.code)).toContain(code);
});

test('a policy that had another name in the base is said to be compared as a file', async () => {
  const repository = await emptyRepository();
  await repository.commit({ 'old.yaml': policy('85%') });
  await repository.git('branch', 'empty');
  await repository.commit({ 'sentinel.yaml': policy('85%') });
  const diagnostics = await refusedWith(asked({ base: 'empty' }, repository.folder));
  expect(diagnostics).toMatchObject([
    { code: 'SEN2010', help: expect.stringContaining('`git show empty:OLD > old.yaml`') },
  ]);
});

test('outside of a repository there are no revisions', async () => {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy('85%') });
  const diagnostics = await refusedWith(asked({}, cwd));
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN2010']);
});
