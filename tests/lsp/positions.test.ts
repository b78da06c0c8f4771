import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { offsetAt, positionAt, rangeOf } from '../../src/lsp/positions.ts';
import { SourceText } from '../../src/plan/span.ts';
import { runs } from '../support/tier.ts';

const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '🚀', ' ') });

test('places are those of the protocol', () => {
  fc.assert(
    fc.property(text, fc.nat(30), (content, offset) => {
      const document = TextDocument.create('file:///a', 'yaml', 1, content);
      const source = new SourceText('a', content);
      const position = positionAt(source, offset);
      expect(document.offsetAt(position)).toBe(offsetAt(source, position));
      expect(position).toEqual(document.positionAt(offset));
    }),
    { numRuns: runs(200, 5000), seed: 4 },
  );
});

test('places outside of the text are at its ends', () => {
  const source = new SourceText('a', 'ab\ncd');
  expect(positionAt(source, -1)).toEqual({ line: 0, character: 0 });
  expect(positionAt(source, 99)).toEqual({ line: 1, character: 2 });
  expect(offsetAt(source, { line: 0, character: 99 })).toBe(2);
  expect(offsetAt(source, { line: 9, character: 0 })).toBe(5);
  expect(rangeOf(source, { start: 3, end: 1 }).end).toEqual({ line: 1, character: 0 });
});
