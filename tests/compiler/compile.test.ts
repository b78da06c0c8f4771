import { expect, test } from 'vitest';
import { catalog } from '../../src/app/catalog.ts';
import { compile } from '../../src/compiler/compile.ts';
import { lint, sortByPlace } from '../../src/compiler/lint.ts';
import { parsePolicy } from '../../src/parser/index.ts';
import type { Policy } from '../../src/parser/tree.ts';
import { diagnostic } from '../../src/plan/diagnostic.ts';
import { SourceText } from '../../src/plan/span.ts';
import { lintText, planOf, testNow } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

function parsed(text: string): Policy {
  const { policy } = parsePolicy(new SourceText('sentinel.yaml', text));
  if (!policy) throw new Error('nothing could be read');
  return policy;
}

test('the head of a plan', () => {
  const text = policyWith('description: a shop', 'owners: [sre]', 'mode: shadow', ...cleanTree);
  expect(planOf(text)).toMatchObject({
    formatVersion: '1.0',
    digest: expect.stringMatching(/^[0-9a-f]{64}$/u),
    policy: 'shop',
    description: 'a shop',
    owners: ['sre'],
    mode: 'shadow',
    environments: [],
    before: [],
    after: [],
    sources: { 'sentinel.yaml': text },
  });
  const plain = planOf(policyWith(...cleanTree));
  expect(plain.mode).toBe('enforce');
  expect(plain).not.toHaveProperty('description');
  expect(plain).not.toHaveProperty('owners');
});

test('a plan is plain JSON', () => {
  const plan = planOf(policyWith(...cleanTree));
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

test('a policy with a mistake has no plan', () => {
  const policy = parsed(policyWith('gates: { g: { require: git.claen } }'));
  const { plan, diagnostics } = compile(policy, { catalog, sources: new Map() });
  expect(plan).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN1402']);
});

test('a catalog without git has no name for it', () => {
  const probes = new Map([...catalog.probes].filter(([kind]) => kind !== 'git'));
  const { diagnostics } = compile(parsed(policyWith(...cleanTree)), {
    catalog: { ...catalog, probes },
    sources: new Map(),
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN1401']);
});

test('a policy without a name is told by the reader alone', () => {
  expect(lintText('sentinel: 1\n').diagnostics.map(({ code }) => code)).toEqual(['SEN1103']);
});

test('findings of one place are sorted by code, and those without a place come first', () => {
  const at = { file: 'sentinel.yaml', span: { start: 3, end: 5 } };
  const sorted = sortByPlace([
    diagnostic('SEN1403', '', at),
    diagnostic('SEN1402', '', at),
    diagnostic('SEN1403', '', at),
    diagnostic('SEN2001', ''),
  ]);
  expect(sorted.map(({ code }) => code)).toEqual(['SEN2001', 'SEN1402', 'SEN1403', 'SEN1403']);
});

test('a policy whose text is not at hand is still linted', () => {
  const policy = parsed(policyWith());
  const { diagnostics } = lint(policy, undefined, [], { now: testNow, sources: new Map() });
  expect(diagnostics.map(({ code }) => code)).toEqual(['SEN1208']);
});
