import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OffsetMap } from '../../../src/parser/document.ts';
import { PolicyGrammar } from '../../../src/parser/dsl/grammar/policy.ts';
import { firstTooDeep } from '../../../src/parser/dsl/depth.ts';
import { lexPolicy } from '../../../src/parser/dsl/lexer.ts';
import { DiagnosticSink } from '../../../src/plan/diagnostic.ts';
import { mutant } from '../../fuzz/mutate.ts';
import { Random } from '../../support/random.ts';
import { runs } from '../../support/tier.ts';

/** Reads by the rules alone. */
class RuledGrammar extends PolicyGrammar {
  protected override plainly(): undefined {
    return undefined;
  }
  protected override quickly(): undefined {
    return undefined;
  }
}

const fixture = readFileSync(new URL('../fixtures/checkout-api.sntl', import.meta.url), 'utf8');
const grammars = [new PolicyGrammar(), new RuledGrammar()];

function readings(text: string) {
  return grammars.map((grammar) => {
    const sink = new DiagnosticSink('policy.sntl');
    const lexed = lexPolicy(text);
    const root = firstTooDeep(lexed.tokens) ? undefined : grammar.read(text, lexed, sink);
    return JSON.stringify({ root, ...sink }, placed);
  });
}

/** Of a map of offsets where it begins. */
function placed(key: string, value: unknown): unknown {
  return key === 'offsets' ? (value as OffsetMap).at(0) : value;
}

test('clauses and conditions read by hand are what the rules of the grammar read', () => {
  const [byHand, byRules] = readings(fixture);
  expect(byHand).toEqual(byRules);
  for (let seed = 1; seed <= runs(150, 20_000); seed++) {
    const text = mutant([fixture], new Random(seed));
    const [byHand, byRules] = readings(text);
    expect(byHand, `seed ${seed}`).toEqual(byRules);
  }
});

test('a key is given once, however many a block has', () => {
  const keys = Array.from({ length: 12 }, (_, i) => `k${i} ${i}`).join(' ');
  const lexed = lexPolicy(`policy p { probe q = r { ${keys} k3 9 k11 9 } }`);
  const sink = new DiagnosticSink('policy.sntl');
  grammars[0]?.read('', lexed, sink);
  expect(sink.diagnostics.map(({ message }) => message)).toEqual([
    '`k3` is given twice',
    '`k11` is given twice',
  ]);
});
