import { expect, test } from 'vitest';
import { frame, type Label } from '../../../src/cli/render/frame.ts';
import { SourceText } from '../../../src/plan/span.ts';
import { pageFor, shownLines } from '../../support/lines.ts';

/** The frame of a text in which `⟦…⟧` marks the primary label and `⟨…⟩` others. */
async function framed(marked: string, columns = 80, messages: readonly string[] = []): Promise<string> {
  let text = '';
  const open: number[] = [];
  const labels: Label[] = [];
  for (const character of marked) {
    if (character === '⟦' || character === '⟨') open.push(text.length);
    else if (character === '⟧' || character === '⟩') {
      const message = messages[labels.length];
      labels.push({
        span: { start: open.pop() ?? 0, end: text.length },
        primary: character === '⟧',
        ...(message !== undefined && { message }),
      });
    } else text += character;
  }
  const rows = frame(new SourceText('f', text), labels, 'error', await pageFor([text], columns));
  return `\n${shownLines(rows)}`;
}

test('underlines exactly what is meant', async () => {
  expect(await framed('gates:\n  disk: { require: ⟦disc.used⟧ < 85% }\n')).toBe(`
  |
2 |   disk: { require: disc.used < 85% }
  |                    ^^^^^^^^^
`);
});

test('an empty place gets one caret, also at the end of a line', async () => {
  expect(await framed('a: b⟦⟧\n')).toBe(`
  |
1 | a: b
  |     ^
`);
});

test('tabs are as wide as they are shown', async () => {
  expect(await framed('a:\t⟦b⟧\tc\n')).toBe(`
  |
1 | a:  b   c
  |     ^
`);
});

test('wide and joined characters', async () => {
  expect(await framed('名前: ⟦漢字⟧ e\u0301 ⟨x⟩')).toBe(`
  |
1 | 名前: 漢字 e\u0301 x
  |       ^^^^
  |              -
`);
});

test('controls are shown as escapes, and counted so', async () => {
  expect(await framed('a\u001b[2J: ⟦b\u202e⟧')).toBe(String.raw`
  |
1 | a\x1b[2J: b\u{202e}
  |           ^^^^^^^^^
`);
});

test('several labels, with what lies between them left out', async () => {
  const text = 'gates:\n  ⟨disk⟩: 1\n  a: 1\n  b: 1\n  c: 1\n  d: 1\n  e: 1\n  f: 1\n  g: 1\n  ⟦disk⟧: 2\n';
  expect(await framed(text, 80, ['first written here'])).toBe(`
   |
 2 |   disk: 1
   |   ---- first written here
...
10 |   disk: 2
   |   ^^^^
`);
});

test('labels on one line stand below each other', async () => {
  expect(await framed('⟨a⟩: 1, ⟦a⟧: 2', 80, ['first'])).toBe(`
  |
1 | a: 1, a: 2
  | - first
  |       ^
`);
});

test('a label over several lines shows its first and its last', async () => {
  expect(await framed('a: ⟦|\n  one\n  two\n  three⟧\n')).toBe(`
  |
1 | a: |
  |    ^
...
4 |   three
  |   ^^^^^
`);
});

test('a label that ends at the start of a line means the line before', async () => {
  expect(await framed('⟦a: 1\n⟧b: 2')).toBe(`
  |
1 | a: 1
  | ^^^^
`);
});

test('a long line is cut around its label', async () => {
  const text = `a: ${'x'.repeat(60)} ⟦here⟧ ${'y'.repeat(60)}`;
  expect(await framed(text, 50)).toBe(`
  |
1 | …xxxxxxxxxx here yyyyyyyyyyyyyyyyyyyyyyyyyyyy…
  |             ^^^^
`);
  expect(await framed(`⟦a⟧: ${'x'.repeat(60)}`, 50)).toBe(`
  |
1 | a: ${'x'.repeat(42)}…
  | ^
`);
});

test('Windows line ends', async () => {
  expect(await framed('a: 1\r\nb: ⟦2⟧\r\n')).toBe(`
  |
2 | b: 2
  |    ^
`);
});
