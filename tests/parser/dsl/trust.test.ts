import { readFileSync } from 'node:fs';
import type { IToken } from 'chevrotain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OffsetMap } from '../../../src/parser/document.ts';
import { PolicyGrammar } from '../../../src/parser/dsl/grammar/policy.ts';
import { firstTooDeep } from '../../../src/parser/dsl/limits.ts';
import { lexPolicy } from '../../../src/parser/dsl/lexer.ts';
import { printDsl } from '../../../src/parser/print/dsl/index.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { mutant } from '../../fuzz/mutate.ts';
import { policies } from '../../support/arbitrary/policy.ts';
import { Random } from '../../support/random.ts';
import { runs } from '../../support/tier.ts';

/** Says whether the text was read in trust. */
class ObservedGrammar extends PolicyGrammar {
  trusted = false;

  protected override trust<T>(tokens: readonly IToken[], read: (sink: DiagnosticSink) => T): T | undefined {
    const result = super.trust(tokens, read);
    this.trusted = result !== undefined;
    return result;
  }
}

/** Reads with Chevrotain's engine alone. */
class CarefulGrammar extends PolicyGrammar {
  protected override trust(): undefined {
    return undefined;
  }
}

const fixture = readFileSync(new URL('../fixtures/checkout-api.sntl', import.meta.url), 'utf8');
const observed = new ObservedGrammar();
const careful = new CarefulGrammar();

/** What a grammar makes of a text. */
function readingOf(grammar: PolicyGrammar, text: string) {
  const sink = new DiagnosticSink('policy.sntl');
  const lexed = lexPolicy(text);
  const root = firstTooDeep(lexed.tokens) ? undefined : grammar.read(text, lexed, sink);
  return {
    isClean: sink.diagnostics.length === 0,
    written: JSON.stringify({ root, told: sink.diagnostics }, placed),
  };
}

function expectSame(text: string, where: string): void {
  const [reading, peer] = [readingOf(observed, text), readingOf(careful, text)];
  expect(reading.written, where).toEqual(peer.written);
  // Refused characters are told before.
  expect(observed.trusted, where).toBe(reading.isClean);
}

/** Of a map of offsets where it begins. */
function placed(key: string, value: unknown): unknown {
  return key === 'offsets' ? (value as OffsetMap).at(0) : value;
}

test('what is read in trust is what the engine of Chevrotain reads', () => {
  expectSame(fixture, 'the example');
  for (let seed = 1; seed <= runs(150, 20_000); seed++)
    expectSame(mutant([fixture], new Random(seed)), `seed ${seed}`);
});

test('policies without a mistake are read in trust, whatever is in them', () => {
  fc.assert(
    fc.property(policies(), (policy) => {
      const text = printDsl(policy);
      expectSame(text, text);
    }),
    { seed: 1, numRuns: runs(150, 5000) },
  );
});

test('a key is given once, however many a block has', () => {
  const keys = Array.from({ length: 12 }, (_, i) => `k${i} ${i}`).join(' ');
  const lexed = lexPolicy(`policy p { probe q = r { ${keys} k3 9 k11 9 } }`);
  const sink = new DiagnosticSink('policy.sntl');
  observed.read('', lexed, sink);
  expect(sink.diagnostics.map(({ message }) => message)).toEqual([
    '`k3` is given twice',
    '`k11` is given twice',
  ]);
});
