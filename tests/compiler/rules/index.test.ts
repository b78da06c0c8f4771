/** The set of rules as a whole: each has its file, its test, its page, and a policy that provokes it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../src/compiler/rules/index.ts';
import { lintCodes } from '../../../src/plan/codes/lint.ts';
import { lintText } from '../../support/pipeline.ts';

const root = new URL('../../../', import.meta.url);
const files = readdirSync(new URL('src/compiler/rules/', root))
  .filter((name) => name.endsWith('.ts') && name !== 'index.ts' && name !== 'context.ts')
  .map((name) => name.replace('.ts', ''));
const codesOfRules = rules.map(({ code }) => code).toSorted();

test('every file is a rule in the list, every rule has its own code', () => {
  expect(rules).toHaveLength(files.length);
  expect(codesOfRules).toEqual(Object.keys(lintCodes).toSorted());
});

describe.each(files)('%s', (name) => {
  test('has a test beside it', () => {
    expect(existsSync(new URL(`tests/compiler/rules/${name}.test.ts`, root))).toBe(true);
  });
});

describe.each(codesOfRules)('%s', (code) => {
  test('has a page', () => {
    expect(existsSync(new URL(`docs/diagnostics/${code}.md`, root))).toBe(true);
  });
});

test('each is provoked by one of the policies that do everything wrong', () => {
  const folder = new URL('../fixtures/lint/', import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const provoked = new Set(texts.flatMap((text) => lintText(text).diagnostics.map(({ code }) => code)));
  expect(codesOfRules.filter((code) => !provoked.has(code))).toEqual([]);
});
