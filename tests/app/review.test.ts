import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { review } from '../../src/app/review/index.ts';
import { compileText } from '../../src/app/policy/compile-text.ts';
import type { ReviewRequest } from '../../src/app/requests.ts';
import { reviewForms } from '../../src/cli/render/review/forms.ts';
import { temporaryFolder } from '../support/folder.ts';
import { emptyRepository } from '../support/git.ts';
import { hostIn } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';
import { runs } from '../support/tier.ts';

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

const dsl = `policy "shop" {
  environments prod
  probe disk = disk { path "/" }
  gate "disk" { require disk.used < 80% }
}
`;

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
  ['a head without the policy', { base: 'main', head: 'empty' }, 'SEN2010'],
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

describe('where the base has no policy of that name', () => {
  const strict = policy('80%');
  const values = { 'values.yaml': 'redis: { sentinel: { enabled: true } }\n' };
  type Files = Readonly<Record<string, string>>;

  /** A base of these files, and a head of those, which is not committed. */
  async function against(base: Files, head: Files, asking: Partial<ReviewRequest> = {}) {
    const repository = await emptyRepository();
    await repository.commit({ ...values, ...base });
    for (const name of [...Object.keys(base), 'values.yaml']) rmSync(join(repository.folder, name));
    await repository.write(head);
    return { report: () => asked({ base: 'main', ...asking }, repository.folder), repository };
  }

  test.each([
    ['the first one', {}, {}],
    ['one beside another', { policy: 'sentinel.yaml' }, { 'other.yaml': strict }],
  ])('%s is new, which is stricter', async (_, asking, both) => {
    const { report } = await against(both, { ...both, 'sentinel.yaml': policy('90%') }, asking);
    const found = await report();
    expect(found.base).toEqual({ name: 'main' });
    expect(found.review).toMatchObject({
      verdict: 'stricter',
      proved: true,
      changes: [{ type: 'rule_added', name: 'disk', verdict: 'stricter' }],
    });
    expect(found.review.environments).toEqual([{ environment: 'prod', verdict: 'stricter', proved: true }]);
    const said = 'Stricter: this policy is new, and compared with nothing, as main has none.';
    expect(reviewForms(found).markdown?.()).toContain(said);
    expect(reviewForms(found).json()).toMatchObject({ verdict: 'stricter', summary: said });
  });

  const places: readonly (readonly [string, Files, string, string])[] = [
    ['a directory above', { 'sentinel.yaml': strict }, 'a/b/sentinel.yaml', 'sentinel.yaml'],
    ['another directory', { 'a/sentinel.yaml': strict }, 'b/sentinel.yaml', 'a/sentinel.yaml'],
    ['the other syntax', { 'release.sntl': dsl }, 'sentinel.yaml', 'release.sntl'],
    ['the other ending', { 'a/sentinel.yml': strict }, 'a/sentinel.yaml', 'a/sentinel.yml'],
    ['a quoted key', { 'old.yaml': strict.replace('sentinel:', '"sentinel":') }, 'new.yaml', 'old.yaml'],
  ];

  test.each(places.slice(0, runs(3, places.length)))(
    'it takes the place of what was there: %s',
    async (_, base, name, former) => {
      const found = await (await against(base, { [name]: policy('90%') }, { policy: name })).report();
      expect(found.review.verdict).toBe('looser');
      expect(found.base).toEqual({ name: `main:${former}`, file: former });
    },
  );

  test('one that stays, but above, is what held there before', async () => {
    const root = { 'sentinel.yaml': strict };
    const head = { ...root, 'a/x.yaml': policy('90%') };
    expect((await (await against(root, head, { policy: 'a/x.yaml' })).report()).review.verdict).toBe(
      'looser',
    );
  });

  test('one that is no policy any more is taken away, in a revision as here', async () => {
    const head = { 'release.yaml': 'gone: true\n', 'sentinel.yaml': policy('90%') };
    const { report, repository } = await against({ 'release.yaml': strict }, head);
    expect((await report()).review.verdict).toBe('looser');
    await repository.git('branch', 'base');
    await repository.commit({});
    const committed = await asked({ base: 'base', head: 'main' }, repository.folder);
    expect(committed.review.verdict).toBe('looser');
    expect(committed.base).toEqual({ name: 'base:release.yaml', file: 'release.yaml' });
  });

  test('a file of the head that its base has is compared with that', async () => {
    const { report } = await against({ 'a.yaml': strict }, { 'a.yaml': policy('90%') }, { head: 'a.yaml' });
    expect((await report()).review.verdict).toBe('looser');
  });

  test('where it may be one of several it is refused', async () => {
    const base = { 'release.yaml': strict, 'decoy.yaml': policy('99%') };
    const { report } = await against(base, { 'sentinel.yaml': policy('90%') });
    expect(await refusedWith(report())).toMatchObject([
      {
        code: 'SEN2010',
        message: expect.stringContaining('one of these was: `decoy.yaml`, `release.yaml`'),
        help: expect.stringContaining('`git show main:OLD > old.yaml`'),
      },
    ]);
  });

  const links = [
    ['its directory', 'a', 'real', 'a/sentinel.yaml'],
    ['the policy', 'sentinel.yaml', 'real.yaml', 'sentinel.yaml'],
  ] as const;

  test.each(links.slice(0, runs(1, links.length)))(
    'a link in the base is no policy that is missing: %s',
    async (_, link, target, name) => {
      const repository = await emptyRepository();
      symlinkSync(target, join(repository.folder, link));
      await repository.commit({ 'real.yaml': strict, 'real/sentinel.yaml': strict });
      rmSync(join(repository.folder, link));
      await repository.write({ [name]: policy('90%') });
      expect(await refusedWith(asked({ policy: name }, repository.folder))).toMatchObject([
        { code: 'SEN2011', message: expect.stringContaining(`\`${link}\``) },
      ]);
    },
  );

  test('a file from outside of the repository is never new', async () => {
    const cwd = await temporaryFolder({ 'x.yaml': strict });
    const { report } = await against({}, {}, { head: join(cwd, 'x.yaml') });
    expect((await refusedWith(report())).map(({ code }) => code)).toEqual(['SEN2010']);
  });

  test.each([
    ['as it lies here', {}, 'SEN2010'],
    ['by its name', { policy: 'sentinel.yaml' }, 'SEN2011'],
  ])('a policy that is taken away is refused: %s', async (_, asking, code) => {
    const { report } = await against({ 'sentinel.yaml': strict }, {}, asking);
    expect((await refusedWith(report())).map((one) => one.code)).toEqual([code]);
  });
});

test('outside of a repository there are no revisions', async () => {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy('85%') });
  const diagnostics = await refusedWith(asked({}, cwd));
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN2010']);
});
