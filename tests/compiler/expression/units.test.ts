/** Numbers without a unit where a unit belongs. */
import { describe, expect, test } from 'vitest';
import { checkedCondition, told } from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

describe('beside a ratio', () => {
  test.each([
    [
      'error_rate < 1',
      [
        'SEN1404 `1` has no unit and is compared with a ratio ⟦1⟧',
        'help: write `1%`, or `100%` for the whole',
        'fix: error_rate < 1%',
      ],
    ],
    [
      'error_rate < 5',
      [
        'SEN1404 `5` has no unit and is compared with a ratio ⟦5⟧',
        'help: write it with its unit, such as `5%`',
        'fix: error_rate < 5%',
      ],
    ],
    [
      'error_rate < 0.5',
      [
        'SEN1404 `0.5` has no unit and is compared with a ratio ⟦0.5⟧',
        'help: write it with its unit, such as `50%`',
        'fix: error_rate < 50%',
      ],
    ],
    [
      '0.25 > error_rate',
      [
        'SEN1404 `0.25` has no unit and is compared with a ratio ⟦0.25⟧',
        'help: write it with its unit, such as `25%`',
        'fix: 25% > error_rate',
      ],
    ],
    [
      'error_rate == -1',
      ['SEN1404 `-1` has no unit and is compared with a ratio ⟦-1⟧', 'help: give each number its unit'],
    ],
    [
      'error_rate < 1 + 1',
      ['SEN1404 `1 + 1` has no unit and is compared with a ratio ⟦1 + 1⟧', 'help: give each number its unit'],
    ],
    [
      '1 - error_rate > 99%',
      [
        'SEN1404 `1` has no unit and is added to a ratio ⟦1⟧',
        'help: write it with its unit, such as `100%`',
        'fix: 100% - error_rate > 99%',
      ],
    ],
    [
      'error_rate + 0.5 > 1%',
      [
        'SEN1404 `0.5` has no unit and is added to a ratio ⟦0.5⟧',
        'help: write it with its unit, such as `50%`',
        'fix: error_rate + 50% > 1%',
      ],
    ],
    [
      'min(error_rate, 1) > 1%',
      [
        'SEN1404 `1` has no unit and is compared with a ratio ⟦1⟧',
        'help: write `1%`, or `100%` for the whole',
        'fix: min(error_rate, 1%) > 1%',
      ],
    ],
    [
      'error_rate in [1, 2]',
      [
        'SEN1404 `1` has no unit and is compared with a ratio ⟦1⟧',
        'help: write `1%`, or `100%` for the whole',
        'fix: error_rate in [1%, 2]',
      ],
    ],
    [
      '1 in [error_rate]',
      [
        'SEN1404 `1` has no unit and is compared with a ratio ⟦1⟧',
        'help: write `1%`, or `100%` for the whole',
        'fix: 1% in [error_rate]',
      ],
    ],
    [
      '[1%, 2] == [1%]',
      [
        'SEN1404 `2` has no unit and is listed with a ratio ⟦2⟧',
        'help: write it with its unit, such as `2%`',
        'fix: [1%, 2%] == [1%]',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('beside a duration', () => {
  test.each([
    [
      'p95 < 500',
      [
        'SEN1404 `500` has no unit and is compared with a duration ⟦500⟧',
        'help: write it with its unit, such as `500ms`',
        'fix: p95 < 500ms',
      ],
    ],
    [
      'p95 < 0',
      [
        'SEN1404 `0` has no unit and is compared with a duration ⟦0⟧',
        'help: write it with its unit, such as `0ms`',
        'fix: p95 < 0ms',
      ],
    ],
    [
      'p95 < 1.5',
      [
        'SEN1404 `1.5` has no unit and is compared with a duration ⟦1.5⟧',
        'help: write it with its unit, such as `1s500ms`',
        'fix: p95 < 1s500ms',
      ],
    ],
    [
      'p95 < -1',
      ['SEN1404 `-1` has no unit and is compared with a duration ⟦-1⟧', 'help: give each number its unit'],
    ],
    [
      'p95 + 1 < 2s',
      [
        'SEN1404 `1` has no unit and is added to a duration ⟦1⟧',
        'help: write it with its unit, such as `1ms`',
        'fix: p95 + 1ms < 2s',
      ],
    ],
    [
      'max(p95, 5) < 2s',
      [
        'SEN1404 `5` has no unit and is compared with a duration ⟦5⟧',
        'help: write it with its unit, such as `5ms`',
        'fix: max(p95, 5ms) < 2s',
      ],
    ],
    [
      'p95 in [500]',
      [
        'SEN1404 `500` has no unit and is compared with a duration ⟦500⟧',
        'help: write it with its unit, such as `500ms`',
        'fix: p95 in [500ms]',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('beside a size', () => {
  test.each([
    [
      'disk.free > 10',
      [
        'SEN1404 `10` has no unit and is compared with a size in bytes ⟦10⟧',
        'help: write it with its unit, such as `10GiB`',
        'fix: disk.free > 10GiB',
      ],
    ],
    [
      'disk.free > 1.5',
      [
        'SEN1404 `1.5` has no unit and is compared with a size in bytes ⟦1.5⟧',
        'help: write it with its unit, such as `1.5GiB`',
        'fix: disk.free > 1.5GiB',
      ],
    ],
    [
      'disk.free > 1000000',
      [
        'SEN1404 `1000000` has no unit and is compared with a size in bytes ⟦1000000⟧',
        'help: write it with its unit, such as `1000000B`',
        'fix: disk.free > 1000000B',
      ],
    ],
    [
      'disk.free - 1 > 1GiB',
      [
        'SEN1404 `1` has no unit and is added to a size in bytes ⟦1⟧',
        'help: write it with its unit, such as `1GiB`',
        'fix: disk.free - 1GiB > 1GiB',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});
