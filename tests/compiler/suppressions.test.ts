import { describe, expect, test } from 'vitest';
import { applySuppressions, type SuppressionResult } from '../../src/compiler/suppressions.ts';
import type { Comment } from '../../src/parser/document.ts';
import type { Code } from '../../src/plan/codes/index.ts';
import { diagnostic } from '../../src/plan/diagnostic.ts';
import { SourceText, spanOf } from '../../src/plan/span.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const silent: ReadonlySet<string> = new Set();

/** Suppresses in a text in which each `‹SEN1203›` stands for a finding at that place. */
function suppress(...lines: readonly string[]): { outlines: readonly string[]; result: SuppressionResult } {
  const source = new SourceText('sentinel.yaml', lines.join('\n'));
  const comments = [...source.text.matchAll(/#[ ]?(.*)$/gmu)].map((match): Comment => ({
    text: match[1] ?? '',
    span: spanOf(match.index, match.index + match[0].length),
  }));
  const findings = [...source.text.matchAll(/‹(SEN\d+)›/gu)].map((match) =>
    diagnostic(match[1] as Code, 'found', { file: source.file, span: spanOf(match.index, match.index + 9) }),
  );
  const result = applySuppressions(source, comments, findings, { now, silent });
  const outlines = result.diagnostics.map(
    ({ code, location }) => `${code} ${location ? source.slice(location.span) : ''}`,
  );
  return { outlines, result };
}

test('a suppression takes the finding of the next line', () => {
  const { result } = suppress('# sentinel-ignore SEN1203 until 2026-12-01: load test', '‹SEN1203›');
  expect(result).toEqual({ diagnostics: [], suppressed: 1 });
});

test('no date is needed', () => {
  expect(suppress('# sentinel-ignore SEN1203: saturation', '‹SEN1203›').result.suppressed).toBe(1);
});

test('one suppression takes one finding', () => {
  const { outlines, result } = suppress('# sentinel-ignore SEN1203: why', '‹SEN1203› ‹SEN1203›');
  expect(outlines).toEqual(['SEN1203 ‹SEN1203›']);
  expect(result.suppressed).toBe(1);
});

test('several suppressions may stand before one line', () => {
  const { result } = suppress(
    '# sentinel-ignore SEN1203: why',
    '# sentinel-ignore SEN1205: why',
    '‹SEN1203› ‹SEN1205›',
  );
  expect(result).toEqual({ diagnostics: [], suppressed: 2 });
});

test('a suppression reaches no further than the next line', () => {
  expect(suppress('# sentinel-ignore SEN1203: why', '', '‹SEN1203›').outlines).toEqual([
    'SEN1203 ‹SEN1203›',
    'SEN1604 SEN1203',
  ]);
});

test('a suppression of another code is unused', () => {
  const { outlines, result } = suppress('# sentinel-ignore SEN1204: why', '‹SEN1203›');
  expect(outlines).toEqual(['SEN1203 ‹SEN1203›', 'SEN1604 SEN1204']);
  expect(result.diagnostics[1]?.severity).toBe('warning');
});

test('a finding without a place is never suppressed', () => {
  const source = new SourceText('sentinel.yaml', '# sentinel-ignore SEN1203: why\n');
  const comments = [{ text: 'sentinel-ignore SEN1203: why', span: spanOf(0, 30) }];
  expect(
    applySuppressions(source, comments, [diagnostic('SEN1203', 'found')], { now, silent }).suppressed,
  ).toBe(0);
});

test('a suppression ends at midnight UTC of its date', () => {
  expect(suppress('# sentinel-ignore SEN1203 until 2026-06-02: why', '‹SEN1203›').result.suppressed).toBe(1);
  expect(suppress('# sentinel-ignore SEN1203 until 2026-06-01: why', '‹SEN1203›').outlines).toEqual([
    'SEN1203 ‹SEN1203›',
    'SEN1603 2026-06-01',
  ]);
});

describe('what cannot be read suppresses nothing', () => {
  test.each([
    ['# sentinel-ignore', 'SEN1601 # sentinel-ignore'],
    ['# sentinel-ignore everything please', 'SEN1601 # sentinel-ignore everything please'],
    ['# sentinel-ignore SEN9999: why', 'SEN1601 SEN9999'],
    ['# sentinel-ignore SEN1203 until tomorrow: why', 'SEN1601 tomorrow'],
    ['# sentinel-ignore SEN1203 until 2026-02-30: why', 'SEN1601 2026-02-30'],
    ['# sentinel-ignore SEN1203 until 2026-13-01: why', 'SEN1601 2026-13-01'],
    ['# sentinel-ignore SEN1203', 'SEN1602 # sentinel-ignore SEN1203'],
    ['# sentinel-ignore SEN1203 until 2026-12-01:', 'SEN1602 # sentinel-ignore SEN1203 until 2026-12-01:'],
    ['# sentinel-ignore SEN1401: why', 'SEN1605 SEN1401'],
    ['a: 1 # sentinel-ignore SEN1203: why', 'SEN1601 # sentinel-ignore SEN1203: why'],
  ])('%s', (line, outline) => {
    const { outlines, result } = suppress(line, '‹SEN1203›');
    expect(outlines).toEqual(['SEN1203 ‹SEN1203›', outline]);
    expect(result.suppressed).toBe(0);
  });
});

test('other comments are let alone', () => {
  expect(suppress('# ignore SEN1203', '‹SEN1203›').outlines).toEqual(['SEN1203 ‹SEN1203›']);
});
