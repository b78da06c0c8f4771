import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileText } from '../../../src/app/policy/compile-text.ts';
import { compileFile } from '../../../src/app/policy/loader.ts';
import { Judge } from '../../../src/analysis/judge.ts';
import type { CompiledPolicy } from '../../../src/app/report.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hostIn } from '../../support/host.ts';

const org = `
sentinel: 1
policy: org
environments: [dev, prod]
probes:
  disk: { disk: { path: / } }
gates:
  signed: { require: release.version is vsemver }
  disk: { severity: critical, require: disk.used < 80% }
limits:
  starts: { at_most: 3 per 1h, by: [workload] }
`;

const own = (...lines: readonly string[]): string =>
  ['sentinel: 1', 'policy: shop', 'environments: [dev, prod]', 'extends: ./org.yaml', ...lines, ''].join(
    '\n',
  );

const cleanTree = ['gates:', '  clean-tree: { require: git.clean }'];

function compiled(text: string, others: Readonly<Record<string, string>> = { './org.yaml': org }) {
  return compileText('sentinel.yaml', text, Date.parse('2026-11-21T12:00Z'), {
    extended: (path) => {
      const other = others[path];
      return other === undefined ? { wrong: 'is not there' } : { file: path, text: other };
    },
  });
}

function errors({ diagnostics }: Pick<CompiledPolicy, 'diagnostics'>): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);
}

describe('the rules of the other policy', () => {
  test('hold beside those of the own', () => {
    const { plan } = compiled(own(...cleanTree));
    expect(plan?.gates.map(({ name }) => name)).toEqual(['signed', 'disk', 'clean-tree']);
    expect(plan?.limits.map(({ name }) => name)).toEqual(['starts']);
    expect(plan?.gates.map(({ location }) => location.file)).toEqual([
      './org.yaml',
      './org.yaml',
      'sentinel.yaml',
    ]);
  });

  test('are judged as they are written there', () => {
    const { plan } = compiled(own(...cleanTree));
    if (!plan) throw new Error('there is no plan');
    const facts = new Map<string, boolean | number>([
      ['git.clean', true],
      ['disk.used', 0.85],
    ]);
    const release = { version: 'v1.0.0', env: 'prod', workload: 'web' };
    const { rules, exitCode } = new Judge(plan).judge({ facts, at: 0, release }).decision;
    expect(exitCode).toBe(2);
    expect(
      rules.filter(({ verdict }) => verdict !== 'pass').map(({ name, reasons }) => [name, reasons[0]?.text]),
    ).toEqual([['disk', 'disk.used 85 % is not < 80 %']]);
  });

  test('change the digest', () => {
    const digest = (text: string) => compiled(own(...cleanTree), { './org.yaml': text }).plan?.digest;
    expect(digest(org)).toBe(digest(`${org}\n# a comment\n`));
    expect(digest(org)).not.toBe(digest(org.replace('80%', '70%')));
  });

  test('may be made stricter', () => {
    const stricter = own(
      'probes:',
      '  disk: { disk: { path: / } }',
      'gates:',
      '  disk: { severity: critical, require: disk.used < 70% }',
    );
    const result = compiled(stricter);
    expect(errors(result)).toEqual([]);
    expect(result.plan?.gates).toHaveLength(2);
  });

  test('may not be made weaker, and the input is named', () => {
    const weaker = own(
      'probes:',
      '  disk: { disk: { path: / } }',
      'gates:',
      '  disk: { severity: critical, require: disk.used < 90% }',
    );
    const result = compiled(weaker);
    expect(errors(result)).toEqual([
      'SEN2024 the gate `disk` is weaker than in `./org.yaml`: it lets through what that stops where release.env is "dev", disk.used is 80 %',
    ]);
    expect(result.plan).toBeUndefined();
  });

  test.each([
    ['a shadow of the whole', own('mode: shadow', ...cleanTree), /SEN2024 .*weaker/u],
    [
      'a limit',
      own(...cleanTree, 'limits:', '  starts: { at_most: 4 per 1h, by: [workload] }'),
      /SEN2024 the limit `starts`/u,
    ],
    [
      'a probe of another meaning',
      own('probes:', '  disk: { disk: { path: /tmp } }', ...cleanTree),
      /SEN2023 the probe `disk`/u,
    ],
  ])('hold against %s', (_, text, message) => {
    expect(errors(compiled(text)).join('\n')).toMatch(message);
  });
});

describe('a policy that cannot be extended', () => {
  test.each([
    ['is missing', {}, 'SEN2022 `./org.yaml` is not there'],
    ['has errors', { './org.yaml': org.replace('80%', '80') }, /^SEN2022 `.\/org.yaml` has errors: /u],
    [
      'extends this one',
      { './org.yaml': org.replace('policy: org', 'policy: org\nextends: ./org.yaml') },
      /SEN2022 .* has errors: `.\/org.yaml` extends this policy in its turn/u,
    ],
  ])('%s', (_, others: Readonly<Record<string, string>>, message) => {
    const [first = ''] = errors(compiled(own(...cleanTree), others));
    expect(first).toMatch(message);
  });

  test('is not looked for where nothing can be read', () => {
    expect(errors(compileText('sentinel.yaml', own(...cleanTree), 0))).toEqual([
      'SEN2022 `./org.yaml` cannot be read here',
    ]);
  });

  test('lies outside of the repository, also by a link', async () => {
    const outside = await temporaryFolder({ 'org.yaml': org });
    const cwd = await temporaryFolder({
      'sentinel.yaml': own(...cleanTree),
      'direct.yaml': own(...cleanTree).replace('./org.yaml', join(outside, 'org.yaml')),
    });
    mkdirSync(join(cwd, '.git'));
    symlinkSync(join(outside, 'org.yaml'), join(cwd, 'org.yaml'));
    for (const name of ['sentinel.yaml', 'direct.yaml'])
      expect(errors(compileFile(join(cwd, name), hostIn(cwd)))[0]).toMatch(
        /^SEN2022 .* lies outside of the repository$/u,
      );
  });
});
