/** What is derived from the schemas in the source is up to date, and stands on its own. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { probeValidators, stepValidators } from '../../src/app/component-validators.generated.js';
import { probeDescriptors, stepDescriptors } from '../../src/app/descriptors.ts';
import { dataOf } from '../../src/parser/schema/data.ts';
import { validatePolicy } from '../../src/parser/schema/policy-validator.generated.js';
import { readYaml } from '../support/yaml.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

test('nothing is stale', () => {
  execFileSync(process.execPath, ['scripts/generate.ts', '--check'], { cwd: root });
});

test.each(['src/parser/schema/policy-validator.generated.js', 'src/app/component-validators.generated.js'])(
  '%s needs no library',
  (path) => {
    expect(read(path)).not.toMatch(/\brequire\(|^import /mu);
  },
);

describe('the schema for editors', () => {
  const schema: unknown = JSON.parse(read('schemas/policy.schema.json'));
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, unicodeRegExp: true }).compile(
    schema as object,
  );

  test('fits the example', () => {
    const data = JSON.parse(JSON.stringify(readYaml(read('tests/parser/fixtures/checkout-api.yaml')).data));
    validate(data);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('knows the kinds of components and their keys', () => {
    const policy = { sentinel: 1, policy: 'x', probes: { a: { http: { ulr: 'x' } } } };
    expect(validate(policy)).toBe(false);
    expect(validate.errors?.map(({ params }) => params)).toContainEqual({ additionalProperty: 'ulr' });
  });
});

describe('every descriptor has a validator that takes its examples', () => {
  const all = [
    ...probeDescriptors.map((descriptor) => ({
      descriptor,
      validator: probeValidators.get(descriptor.kind),
    })),
    ...stepDescriptors.map((descriptor) => ({ descriptor, validator: stepValidators.get(descriptor.kind) })),
  ];
  test.each(all)('$descriptor.kind', ({ descriptor, validator }) => {
    for (const example of descriptor.examples) {
      expect(validator?.(example)).toBe(true);
      expect(validator?.errors ?? []).toEqual([]);
    }
    expect(validator?.({ 'no such key': 1 })).toBe(false);
  });
});

test('a key of every object is a key like any other to a validator', () => {
  const data: unknown = JSON.parse('{ "sentinel": 1, "policy": "x", "toString": 1 }');
  expect(validatePolicy(data)).toBe(false);
  expect(validatePolicy(dataOf(readYaml('sentinel: 1\npolicy: x').root ?? fail()))).toBe(true);
});

function fail(): never {
  throw new Error('no document');
}
