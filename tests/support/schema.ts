/** Checks JSON that a command printed against the schema that describes it. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'vitest';

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictRequired: false,
  formats: { 'date-time': isInstant },
});

export function expectSchema(name: string, value: unknown): void {
  const validate = ajv.getSchema(`${name}.schema.json`) ?? ajv.compile(schemaOf(name));
  const fits = validate(value);
  expect(fits === true ? [] : validate.errors).toEqual([]);
}

function schemaOf(name: string): object {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u.test(text) && !Number.isNaN(Date.parse(text));
}
