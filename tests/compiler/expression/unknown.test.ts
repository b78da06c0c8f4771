/** Expressions that are unknown whatever is observed. */
import { describe, expect, test } from 'vitest';
import { checkedCondition, told } from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

describe('always unknown', () => {
  test.each([
    [
      'count / 0 > 1',
      ['SEN1408 this is always unknown: division by zero ⟦count / 0⟧', 'help: what is unknown never passes'],
    ],
    [
      'count / (1 - 1) > 1',
      [
        'SEN1408 this is always unknown: division by zero ⟦count / (1 - 1)⟧',
        'help: what is unknown never passes',
      ],
    ],
    [
      '1 / 0 == 1',
      ['SEN1408 this is always unknown: division by zero ⟦1 / 0⟧', 'help: what is unknown never passes'],
    ],
    [
      'version("nightly") == release.version',
      [
        'SEN1408 this is always unknown: `nightly` is not a semantic version ⟦version("nightly")⟧',
        'help: what is unknown never passes',
      ],
    ],
    [
      '["a"][1] == ""',
      ['SEN1408 this is always unknown: there is no item 1 ⟦["a"][1]⟧', 'help: what is unknown never passes'],
    ],
    [
      '[1][0.5] == 1',
      [
        'SEN1408 this is always unknown: there is no item 0.5 ⟦[1][0.5]⟧',
        'help: what is unknown never passes',
      ],
    ],
    [
      '9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 > 1',
      [
        'SEN1408 this is always unknown: the result is larger than can be counted ⟦9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991 * 9007199254740991⟧',
        'help: what is unknown never passes',
      ],
    ],
    [
      '2026-01-01T00:00Z + 9007199254740991ms > now',
      [
        'SEN1408 this is always unknown: the result is larger than can be counted ⟦2026-01-01T00:00Z + 9007199254740991ms⟧',
        'help: what is unknown never passes',
      ],
    ],
    [
      'git.clean or count / 0 > 1',
      ['SEN1408 this is always unknown: division by zero ⟦count / 0⟧', 'help: what is unknown never passes'],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});
