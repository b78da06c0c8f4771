/** One policy, twice: both syntaxes give the same document, the same expressions and the same plan. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DocumentNode, ScalarNode } from '../../../src/parser/document.ts';
import { parseExpression, parseTemplate } from '../../../src/parser/expression/index.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { readDsl } from '../../support/dsl.ts';
import { lintText } from '../../support/pipeline.ts';
import { readYaml } from '../../support/yaml.ts';

const folder = new URL('../fixtures/', import.meta.url);
const yaml = readFileSync(new URL('checkout-api.yaml', folder), 'utf8');
const dsl = readFileSync(new URL('checkout-api.sntl', folder), 'utf8');

/** A list of one means what its item means. */
function unlisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? unlisted(value[0]) : value.map(unlisted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unlisted(inner)]));
}

function scalarsIn(node: DocumentNode): readonly ScalarNode[] {
  if (node.kind === 'scalar') return [node];
  return (node.kind === 'map' ? node.entries : node.items).flatMap(({ value }) => scalarsIn(value));
}

test('the example of the language gives the same document', () => {
  const reading = readDsl(dsl);
  expect(reading.messages).toEqual([]);
  expect(unlisted(reading.data)).toEqual(unlisted(readYaml(yaml).data));
});

test('what was read with the clauses is what reading its text gives', () => {
  const { root } = readDsl(dsl);
  const scalars = root ? scalarsIn(root) : [];
  const sink = new DiagnosticSink('policy.sntl');
  expect(scalars.filter(({ expression }) => expression)).toHaveLength(15);
  for (const { text, offsets, expression, template } of scalars) {
    if (expression) expect(parseExpression(text, offsets, sink)).toEqual(expression);
    if (template) expect(parseTemplate(text, offsets, sink)).toEqual(template);
  }
  expect(sink.diagnostics).toEqual([]);
});

/** The blocks that this version runs. */
const runnableYaml = yaml.slice(0, yaml.indexOf('\nfreezes:'));
const runnableDsl = `${dsl.slice(0, dsl.indexOf('\n  freeze '))}}\n`;

test('the same plan', () => {
  const plans = [
    lintText(runnableYaml, { file: 'sentinel.yaml' }).plan,
    lintText(runnableDsl, { file: 'sentinel.sntl' }).plan,
  ];
  expect(plans[0]?.digest).toMatch(/^[0-9a-f]{64}$|^sha256:/u);
  expect(plans[1]?.digest).toBe(plans[0]?.digest);
});

test('the same findings', () => {
  const [fromYaml, fromDsl] = [
    lintText(yaml, { file: 'sentinel.yaml' }).diagnostics,
    lintText(dsl, { file: 'sentinel.sntl' }).diagnostics,
  ].map((diagnostics) => diagnostics.map(({ code, message }) => `${code} ${message}`));
  expect(fromDsl).toEqual(fromYaml);
});
