import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/cli/render/diff.ts';
import { plain } from '../../../src/cli/text/text.ts';
import { runs } from '../../support/tier.ts';

const diff = (before: string, after: string): string =>
  unifiedDiff('a.yaml', before, after)
    .map((line) => `${plain(line)}\n`)
    .join('');

test('equal texts have no difference', () => {
  expect(diff('a\n', 'a\n')).toBe('');
});

test('changes with their context, near ones together', () => {
  const before = Array.from({ length: 20 }, (_, i) => `${i + 1}`);
  const after = before.flatMap((line) => {
    if (line === '3') return [];
    if (line === '5') return ['five'];
    return line === '18' ? [line, 'x'] : [line];
  });
  const first = '@@ -1,8 +1,7 @@; 1; 2;-3; 4;-5;+five; 6; 7; 8';
  const second = '@@ -16,5 +15,6 @@; 16; 17; 18;+x; 19; 20';
  expect(diff(`${before.join('\n')}\n`, `${after.join('\n')}\n`)).toBe(
    `--- a.yaml;+++ a.yaml;${first};${second};`.replaceAll(';', '\n'),
  );
});

test('from nothing, to nothing, and a last line without a break', () => {
  expect(diff('', 'a\n')).toBe('--- a.yaml\n+++ a.yaml\n@@ -0,0 +1 @@\n+a\n');
  expect(diff('a\n', '')).toBe('--- a.yaml\n+++ a.yaml\n@@ -1 +0,0 @@\n-a\n');
  expect(diff('a', 'a\n')).toBe(
    '--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n',
  );
});

test('texts with nothing in common are replaced at once', () => {
  const lines = (letter: string): string => `${letter}\n`.repeat(1500);
  const started = performance.now();
  expect(diff(lines('a'), lines('b')).split('\n')).toHaveLength(3004);
  expect(performance.now() - started).toBeLessThan(5000);
});

/** The other text, made from one and the difference by the numbers of its hunks. */
function patched(before: string, difference: string): string {
  const old = before.split('\n').slice(0, -1);
  const made: string[] = [];
  let at = 0;
  for (const line of difference.split('\n').slice(2, -1)) {
    const [, start, count] = /^@@ -(\d+)(?:,(\d+))? /u.exec(line) ?? [];
    if (start !== undefined) {
      const from = count === '0' ? Number(start) : Number(start) - 1;
      made.push(...old.slice(at, from));
      at = from;
    } else if (line.startsWith('+')) made.push(line.slice(1));
    else {
      expect(line.slice(1)).toBe(old[at]);
      if (line.startsWith(' ')) made.push(line.slice(1));
      at++;
    }
  }
  return [...made, ...old.slice(at), ''].join('\n');
}

test('a difference leads from one text to the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 40 })
    .map((lines) => lines.map((line) => `${line}\n`).join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(patched(before, diff(before, after))).toBe(after);
    }),
    { seed: 20_261_121, numRuns: runs(300, 10_000) },
  );
});
