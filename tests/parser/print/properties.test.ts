/** Laws of the printers: what is printed is read as what it was, in either syntax. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapNode } from '../../../src/parser/document.ts';
import { parsePolicy } from '../../../src/parser/index.ts';
import { printDsl } from '../../../src/parser/print/dsl/index.ts';
import { printYaml } from '../../../src/parser/print/yaml/index.ts';
import { SourceText, type Span } from '../../../src/plan/span.ts';
import { policies, soundPolicies } from '../../support/arbitrary/policy.ts';
import { commentTexts, meaningOf, sketchOf } from '../../support/document.ts';
import { formatted } from '../../support/format.ts';
import { lintText } from '../../support/pipeline.ts';
import { brokenInvariants } from '../../support/plan-invariants.ts';
import { nodesIn } from '../../support/yaml.ts';
import { runs } from '../../support/tier.ts';

const settings = { seed: 20_261_121, numRuns: runs(500, 10_000) };
const timeout = { timeout: 600_000 };

const files = { yaml: 'sentinel.yaml', dsl: 'sentinel.sntl' } as const;
type Syntax = keyof typeof files;

/** The document of a text that must be sound. */
function documentOf(syntax: Syntax, text: string): MapNode {
  const { policy, diagnostics } = parsePolicy(new SourceText(files[syntax], text));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (!policy || errors.length > 0)
    throw new Error(
      [
        ...errors.map(({ code, message, location }) => `${code} ${message} at ${location?.span.start}`),
        text,
      ].join('\n'),
    );
  return policy.document;
}

function digestOf(syntax: Syntax, text: string): string {
  const { plan, diagnostics } = lintText(text, { file: files[syntax] });
  if (!plan)
    throw new Error([...diagnostics.map(({ code, message }) => `${code} ${message}`), text].join('\n'));
  expect(brokenInvariants(plan)).toEqual([]);
  return plan.digest;
}

/** The trees themselves are too long to read. */
function report({
  failed,
  counterexample,
  errorInstance,
  seed,
  counterexamplePath,
}: fc.RunDetails<[MapNode]>): void {
  if (failed)
    throw new Error(
      `seed ${seed}, path ${counterexamplePath}\n${counterexample && printYaml(counterexample[0])}`,
      {
        cause: errorInstance,
      },
    );
}

function isInside({ start, end }: Span, text: string): boolean {
  return start >= 0 && start <= end && end <= text.length;
}

function assert(policy: fc.Arbitrary<MapNode>, law: (document: MapNode) => void): void {
  fc.assert(fc.property(policy, law), { ...settings, reporter: report });
}

describe('YAML', () => {
  test('a printed document is read as it was', timeout, () => {
    assert(policies(), (document) => {
      const text = printYaml(document);
      expect(sketchOf(documentOf('yaml', text)), text).toEqual(sketchOf(document));
      expect(formatted('yaml', text)).toBe(text);
    });
  });
});

describe('the DSL', () => {
  test('a printed document means what it did, with all its comments', timeout, () => {
    assert(policies(), (document) => {
      const text = printDsl(document);
      const read = documentOf('dsl', text);
      expect(meaningOf(read), text).toEqual(meaningOf(document));
      expect(commentTexts(read), text).toEqual(commentTexts(document));
      expect(formatted('dsl', text)).toBe(text);
      for (const { node } of nodesIn(read)) expect(isInside(node.span, text), text).toBe(true);
    });
  });
});

test('a policy has one digest in both syntaxes, before and behind each conversion', timeout, () => {
  assert(soundPolicies(), (document) => {
    const yaml = printYaml(document);
    const dsl = printDsl(document);
    const digest = digestOf('yaml', yaml);
    expect(digestOf('dsl', dsl), dsl).toBe(digest);
    const back = formatted('dsl', dsl, 'yaml');
    expect(digestOf('yaml', back), back).toBe(digest);
    const there = formatted('yaml', yaml, 'dsl');
    expect(digestOf('dsl', there), there).toBe(digest);
    for (const [syntax, text] of [
      ['yaml', back],
      ['dsl', there],
    ] as const) {
      expect(commentTexts(documentOf(syntax, text)), text).toEqual(commentTexts(document));
      expect(formatted(syntax, text)).toBe(text);
    }
  });
});
