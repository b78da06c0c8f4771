/** Whatever the text, there is a tree or a diagnostic, every place lies in the text, and nothing is thrown. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDsl } from '../../../src/parser/dsl/index.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { SourceText } from '../../../src/plan/span.ts';
import { mutant } from '../../fuzz/mutate.ts';
import { Random } from '../../support/random.ts';
import { runs } from '../../support/tier.ts';
import { nodesIn } from '../../support/yaml.ts';

const fixture = readFileSync(new URL('../fixtures/checkout-api.sntl', import.meta.url), 'utf8');

function faults(text: string): readonly string[] {
  const sink = new DiagnosticSink('policy.sntl');
  const root = parseDsl(new SourceText('policy.sntl', text), sink);
  const spans = [
    ...sink.diagnostics.flatMap(({ location, suggestion }) => [
      ...(location ? [location.span] : []),
      ...(suggestion?.edits.map(({ span }) => span) ?? []),
    ]),
    ...(root ? [...nodesIn(root)].map(({ node }) => node.span) : []),
  ];
  return [
    ...spans
      .filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length))
      .map(({ start, end }) => `${start}–${end} is no range`),
    ...(root === undefined && !sink.hasErrors ? ['neither a tree nor a diagnostic'] : []),
  ];
}

test('every beginning of a policy', () => {
  for (let end = 0; end <= fixture.length; end += 3) {
    const text = fixture.slice(0, end);
    expect(faults(text), text).toEqual([]);
  }
});

test('spoilt policies', () => {
  for (let seed = 1; seed <= runs(700, 100_000); seed++) {
    const text = mutant([fixture], new Random(seed));
    expect(faults(text), `seed ${seed}`).toEqual([]);
  }
});

test('the time grows with the length alone', () => {
  const hostile = [
    (n: number) => `policy p {\n${'gate "a" { require b '.repeat(n)}`,
    (n: number) => `policy p { probe q = r { ${'k 1 '.repeat(n)} } } # end`,
    (n: number) => `policy p { gate g { require ${'"'.repeat(n)} } }`,
    (n: number) => `policy p { gate g { require b matches ${'/['.repeat(n)} } }`,
    (n: number) => `policy p { ${'# c\n'.repeat(n)} }`,
    (n: number) => `policy p { gate g { message """${'\n ${x} "'.repeat(n)}""" } }`,
    (n: number) => `policy p {\n${'  gate a = {\n'.repeat(n)}}`,
  ];
  for (const [index, make] of hostile.entries()) {
    const started = process.cpuUsage();
    expect(faults(make(8000)), String(index)).toEqual([]);
    // Of the processor, as others may use the machine too; in quadratic time it would be minutes.
    expect(process.cpuUsage(started).user / 1000, String(index)).toBeLessThan(2500);
  }
});
