/** Laws of the printers: what is printed is read as what it was, in either syntax. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalog } from '../../../src/app/catalog.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { MapNode } from '../../../src/parser/document.ts';
import { parsePolicy } from '../../../src/parser/index.ts';
import { printDsl } from '../../../src/parser/print/dsl/index.ts';
import { printYaml } from '../../../src/parser/print/yaml/index.ts';
import type { Policy } from '../../../src/parser/tree.ts';
import type { Diagnostic } from '../../../src/plan/diagnostic.ts';
import { SourceText, type Span } from '../../../src/plan/span.ts';
import { policies, soundPolicies } from '../../support/arbitrary/policy.ts';
import { commentTexts, meaningOf, sketchOf } from '../../support/document.ts';
import { brokenInvariants } from '../../support/plan-invariants.ts';
import { nodesIn } from '../../support/yaml.ts';
import { runs } from '../../support/tier.ts';

const settings = { seed: 20_261_121, numRuns: runs(500, 10_000) };
const timeout = { timeout: 600_000 };

const files = { yaml: 'sentinel.yaml', dsl: 'sentinel.sntl' } as const;
type Syntax = keyof typeof files;
const print = { yaml: printYaml, dsl: printDsl } as const;

/** The policy of a text that must be sound. */
function policyOf(syntax: Syntax, text: string): Policy {
  const { policy, diagnostics } = parsePolicy(new SourceText(files[syntax], text));
  if (!policy || !isSound(diagnostics)) throw unsound(diagnostics, text);
  return policy;
}

function digestOf(syntax: Syntax, text: string, policy: Policy): string {
  const sources = new Map([[files[syntax], text]]);
  const { plan, diagnostics } = compile(policy, { catalog, sources });
  if (!plan) throw unsound(diagnostics, text);
  expect(brokenInvariants(plan)).toEqual([]);
  return plan.digest;
}

function isSound(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error');
}

function unsound(diagnostics: readonly Diagnostic[], text: string): Error {
  const lines = diagnostics.map(
    ({ code, message, location }) => `${code} ${message} at ${location?.span.start}`,
  );
  return new Error([...lines, text].join('\n'));
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

test('a document printed as YAML is read as it was', timeout, () => {
  assert(policies(), (document) => {
    const text = printYaml(document);
    const read = policyOf('yaml', text).document;
    expect(sketchOf(read), text).toEqual(sketchOf(document));
    expect(printYaml(read)).toBe(text);
  });
});

test('a document printed in the DSL means what it did, with all its comments', timeout, () => {
  assert(policies(), (document) => {
    const text = printDsl(document);
    const read = policyOf('dsl', text).document;
    expect(meaningOf(read), text).toEqual(meaningOf(document));
    expect(commentTexts(read), text).toEqual(commentTexts(document));
    expect(printDsl(read)).toBe(text);
    for (const { node } of nodesIn(read)) expect(isInside(node.span, text), text).toBe(true);
  });
});

test('a policy has one digest in both syntaxes, before and behind each conversion', timeout, () => {
  assert(soundPolicies(), (document) => {
    const digests = new Set<string>();
    for (const [from, to] of [
      ['yaml', 'dsl'],
      ['dsl', 'yaml'],
    ] as const) {
      const text = print[from](document);
      const policy = policyOf(from, text);
      const converted = print[to](policy.document);
      const reread = policyOf(to, converted);
      digests.add(digestOf(from, text, policy)).add(digestOf(to, converted, reread));
      expect(digests.size, `${text}\n${converted}`).toBe(1);
      expect(commentTexts(reread.document), converted).toEqual(commentTexts(document));
      expect(print[to](reread.document)).toBe(converted);
    }
  });
});
