import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmlessJson, visible, withoutOrders } from '../../../src/cli/text/sanitize.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { runs } from '../../support/tier.ts';

describe('visible', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['\u001b]8;;http://evil\u0007link', String.raw`\x1b]8;;http://evil\x07link`],
    ['a\rb\nc\td', String.raw`a\rb\nc\td`],
    ['\u009b31m', String.raw`\x9b31m`],
    ['\u202egnp.exe', String.raw`\u{202e}gnp.exe`],
    ['zero\u200bwidth\ufeff', String.raw`zero\u{200b}width\u{feff}`],
    ['line\u2028break', String.raw`line\u{2028}break`],
    ['tag\u{e0041}', String.raw`tag\u{e0041}`],
    ['half \ud800', String.raw`half \u{d800}`],
    ['plain, é, 漢字, 👍', 'plain, é, 漢字, 👍'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('shows any text without a control', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(visible(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
      { seed: 1, numRuns: runs(200, 20_000) },
    );
  });
});

describe('withoutOrders', () => {
  test.each([
    ['::set-output name=a::b', ': :set-output name=a::b'],
    ['  ::error::x', '  : :error::x'],
    ['a ::error::x', 'a ::error::x'],
    ['##[group]x', '# #[group]x'],
    ['text ##vso[task.setvariable]x', 'text # #vso[task.setvariable]x'],
    ['##VSO[x]', '# #VSO[x]'],
    ['##teamcity[message]', '# #teamcity[message]'],
    ['## heading', '## heading'],
  ])('%j becomes %j', (line, harmless) => {
    expect(withoutOrders(line)).toBe(harmless);
  });
});

describe('harmlessJson', () => {
  test('escapes what JSON leaves as it is', () => {
    expect(harmlessJson({ a: '\u009b\u202e\u{e0041}' })).toBe(String.raw`{"a":"\u009b\u202e\udb40\udc41"}`);
    expect(harmlessJson('##vso[task]')).toBe(String.raw`"\u0023\u0023vso[task]"`);
  });

  test('means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: codePoint }), (value) => {
        const text = harmlessJson(value, 2);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      }),
      { seed: 2, numRuns: runs(200, 20_000) },
    );
  });
});
