/** The schema of policies that editors use, by itself: it takes what the language takes, and refuses what it refuses. */
import { globSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintText } from '../support/pipeline.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const schema = JSON.parse(read('schemas/policy.schema.json')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true, unicodeRegExp: true }).compile(schema);

const whole = { sentinel: 1, policy: 'shop', gates: { clean: { require: 'git.clean' } } };

test('a whole policy', () => {
  expect(validate(whole)).toBe(true);
});

describe('takes every example', () => {
  const policies = globSync('{examples/**/*.yaml,sentinel.yaml,tests/parser/fixtures/checkout-api.yaml}', {
    cwd: root.pathname,
  })
    .toSorted()
    .filter((path) => /^sentinel: 1$/mu.test(read(path)));

  test('of which there are some', () => {
    expect(policies.length).toBeGreaterThan(6);
  });

  test.each(policies)('%s', (path) => {
    validate(parse(read(path)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('refuses', () => {
  const corpus = Object.entries(parse(read('tests/schemas/fixtures/refused.yaml')) as Record<string, object>);

  test.each(corpus)('%s', (_, part) => {
    const policy = { ...whole, ...part };
    expect(validate(policy)).toBe(false);
    // And so does lint, in words of its own.
    const { diagnostics } = lintText(JSON.stringify(policy));
    expect(diagnostics.map(({ severity }) => severity)).toContain('error');
  });
});
