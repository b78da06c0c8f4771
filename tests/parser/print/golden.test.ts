/** The examples of the language in both syntaxes, as the formatter writes them. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatted } from '../../support/format.ts';

const root = new URL('../../..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

const yaml = read('tests/parser/fixtures/checkout-api.yaml');
const dsl = read('tests/parser/fixtures/checkout-api.sntl');
const everyKey = `sentinel: 1\npolicy: every-key\n${read('tests/parser/fixtures/every-key.yaml')}`;

test.each([
  ['checkout-api.yaml', () => formatted('yaml', yaml)],
  ['checkout-api.sntl', () => formatted('dsl', dsl)],
  ['checkout-api.from-yaml.sntl', () => formatted('yaml', yaml, 'dsl')],
  ['checkout-api.from-dsl.yaml', () => formatted('dsl', dsl, 'yaml')],
  ['every-key.yaml', () => formatted('yaml', everyKey)],
  ['every-key.sntl', () => formatted('yaml', everyKey, 'dsl')],
])('%s', async (name, write) => {
  await expect(write()).toMatchFileSnapshot(`fixtures/${name}`);
});

test('the two examples convert into each other', () => {
  const bare = (text: string): string => text.replaceAll(/(?:^|\s)#.*$/gmu, '');
  const there = formatted('yaml', formatted('dsl', formatted('yaml', bare(yaml), 'dsl'), 'yaml'));
  expect(there).toBe(formatted('dsl', formatted('yaml', formatted('dsl', dsl, 'yaml'), 'dsl'), 'yaml'));
});

test.each(globSync(['examples/**/sentinel.yaml', 'sentinel.yaml'], { cwd: root }).toSorted())(
  '%s is canonical',
  (file) => {
    expect(formatted('yaml', read(file))).toBe(read(file));
  },
);
