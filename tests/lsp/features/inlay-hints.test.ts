import { describe, expect, test } from 'vitest';
import { inlayHints } from '../../../src/lsp/features/inlay-hints.ts';
import { offsetAt } from '../../../src/lsp/positions.ts';
import { edit } from '../../support/editor.ts';

/** Each hint with the text of its line before it. */
function hints(text: string, end = text.length): readonly string[] {
  const { snapshot } = edit(text);
  return inlayHints(snapshot, { start: 0, end }, now).map(({ position, label }) => {
    const offset = offsetAt(snapshot.source, position);
    return `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} ⟨${label as string}⟩`;
  });
}

const now = Date.parse('2026-11-24T10:00:00Z');

const head = 'sentinel: 1\npolicy: x\n';

test('the type of what the name of a probe reads', () => {
  const text = `${head}probes:
  disk: { disk: {} }
  err: { prometheus: { query: x, unit: percent } }
  p95: { prometheus: { query: x, unit: seconds } }
  log: { changelog: {} }
  up: { each: { a: [b] }, http: { url: "http://x" } }
`;
  expect(hints(text)).toEqual(['disk ⟨: ratio⟩', 'err ⟨: ratio⟩', 'p95 ⟨: duration⟩', 'log ⟨: boolean⟩']);
  expect(hints(text, text.indexOf('err'))).toEqual(['disk ⟨: ratio⟩']);
});

describe('how often a gate looks', () => {
  const gate = (keys: string) => hints(`${head}gates:\n  a:\n    require: git.clean\n    ${keys}\n`);
  test.each([
    ['for: 5m\n    every: 15s', ['every: 15s ⟨21 observations⟩']],
    ['for: 1m\n    every: 40s', ['every: 40s ⟨2 observations⟩']],
    ['for: 5m', []],
    ['for: 5m\n    every: 0s', []],
    ['for: 5m\n    every: 10m', []],
  ])('%j', (keys, expected) => {
    expect(gate(keys)).toEqual(expected);
  });
});

describe('what a window is', () => {
  const freeze = (keys: string) => hints(`${head}freezes:\n  a:\n    ${keys}\n`);
  test.each([
    [
      'from: 2026-11-27T00:00\n    timezone: America/New_York',
      ['from: 2026-11-27T00:00 ⟨Fri · 2026-11-27 05:00Z⟩'],
    ],
    ['until: 2026-12-01', ['until: 2026-12-01 ⟨Tue⟩']],
    ['from: 2026-03-29T02:30\n    timezone: Europe/Berlin', []],
    ['from: 2026-11-27T00:00\n    timezone: Nowhere/Town', []],
    ['holidays: US\n    timezone: UTC', []],
  ])('%j', (keys, expected) => {
    expect(freeze(keys)).toEqual(expected);
  });
});

describe('when a freeze comes next', () => {
  const freeze = (keys: string) => hints(`${head}freezes:\n  a: { ${keys} }\n`);
  test.each([
    ['every: [fri], timezone: America/New_York', 'next: Fri 27 Nov 00:00 New York'],
    ['every: day, between: "09:00-12:00", timezone: Europe/Berlin', 'until Tue 24 Nov 12:00 Berlin'],
    ['every: day, timezone: UTC', 'frozen'],
    [
      'rrule: FREQ=MONTHLY;BYMONTHDAY=-1, start: 2026-01-31T12:00, duration: 12h, timezone: UTC',
      'next: Mon 30 Nov 12:00 UTC',
    ],
    ['outside: [{ every: [tue], between: "09:00-17:00" }], timezone: UTC', 'next: Tue 24 Nov 17:00 UTC'],
  ])('%s', (keys, text) => {
    expect(freeze(keys)).toEqual([`a: { ${keys} } ⟨${text}⟩`]);
  });

  test.each([
    'rrule: FREQ=DAILY;COUNT=1, start: 2026-01-31T12:00, duration: 12h, timezone: UTC',
    'rrule: FREQ=NEVER, start: 2026-01-31T12:00, duration: 12h, timezone: UTC',
    'every: [fri], timezone: Nowhere/Town',
    'calendar: ./a.ics, timezone: UTC',
    'between: "09:00-12:00"',
  ])('nothing is foreseen: %s', (keys) => {
    expect(freeze(keys)).toEqual([]);
  });
});

test('nothing in a text that cannot be read', () => {
  expect(hints('sentinel: 99\n')).toEqual([]);
});
