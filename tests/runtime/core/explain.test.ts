import { describe, expect, test } from 'vitest';
import { unknown } from '../../../src/plan/value.ts';
import { explainCondition, type Explanation } from '../../../src/runtime/core/explain.ts';
import { evidenceFor, type FactValues, judged } from '../../support/evidence.ts';
import { planWith } from '../../support/plan.ts';

function explained(text: string, values: FactValues): Explanation {
  const { gate, evidence } = judged({ require: [text] }, values);
  const [condition] = gate.require;
  if (!condition) throw new Error('no condition');
  return explainCondition(condition, gate.location.file, evidence);
}

/** One line for each part: its text, what it shows, and the fact that it is. */
function lines({ text, shown, fact, parts }: Explanation, indent = ''): string[] {
  const line = `${indent}${text} = ${shown}${fact ? ` <- ${fact.source.kind}` : ''}`;
  return [line, ...parts.flatMap((part) => lines(part, `${indent}  `))];
}

describe('each part with its value', () => {
  test('of a comparison', () => {
    expect(lines(explained('used < max(2 * error_rate, 1%)', { used: 0.91, error_rate: 0.1 }))).toEqual([
      'used < max(2 * error_rate, 1%) = false',
      '  used = 91 % <- input',
      '  max(2 * error_rate, 1%) = 20 %',
      '    2 * error_rate = 20 %',
      '      error_rate = 10 % <- input',
    ]);
  });

  test('of a condition with `and`, `or`, `not`', () => {
    const text = 'not (ready and paused or branch == "main") and count is known';
    expect(lines(explained(text, { ready: true, branch: 'dev', count: 3 }))).toEqual([
      `${text} = unknown: it was not observed`,
      '  not ((ready and paused) or branch == "main") = unknown: it was not observed',
      '    (ready and paused) or branch == "main" = unknown: it was not observed',
      '      ready and paused = unknown: it was not observed',
      '        ready = true <- input',
      '        paused = unknown: it was not observed <- input',
      '      branch == "main" = false',
      '        branch = "dev" <- input',
      '  count is known = true',
      '    count = 3 <- input',
    ]);
  });

  test('of a quantifier, item by item, at most ten', () => {
    const weights = Array.from({ length: 12 }, (_, i) => i);
    const found = lines(explained('all(weights, w => w < 1)', { weights }));
    expect(found.slice(0, 6)).toEqual([
      'all(weights, w => w < 1) = false',
      '  weights = [0, 1, 2, 3, 4, … 7 more] <- input',
      '  w < 1 = true',
      '    w = 0',
      '  w < 1 = false',
      '    w = 1',
    ]);
    expect(found.filter((line) => line.startsWith('  w < 1'))).toHaveLength(10);
  });

  test('of a quantifier over what is no list', () => {
    expect(lines(explained('any(weights, w => w < 1)', { weights: unknown('no data') }))).toEqual([
      'any(weights, w => w < 1) = unknown: no data',
      '  weights = unknown: no data <- input',
    ]);
  });
});

test('places are those of the source', () => {
  const { span, parts } = explained('ready and used < 85%', { ready: true, used: 0.5 });
  expect([span, ...parts.map((part) => part.span)]).toEqual([
    [0, 20],
    [0, 5],
    [10, 20],
  ]);
});

test('an empty condition asks nothing, and a leaf that is missing is a fault', () => {
  const evidence = evidenceFor(planWith(), {});
  const empty = explainCondition({ skeleton: { all: [] }, span: [0, 0] }, 'sentinel.yaml', evidence);
  expect(empty).toMatchObject({ text: '', value: unknown('nothing is asked'), parts: [] });
  expect(() => explainCondition({ skeleton: { leaf: 3 }, span: [0, 0] }, 'sentinel.yaml', evidence)).toThrow(
    'the plan has no leaf 3',
  );
});
