import { type IToken, Lexer } from 'chevrotain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scanner } from '../../../src/parser/expression/scanner.ts';
import { expressionTokens, textModes } from '../../../src/parser/expression/tokens.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { runs } from '../../support/tier.ts';

const modes = { expression: [...expressionTokens], ...textModes };
const scanner = new Scanner(modes);
const peer = new Lexer(
  { modes, defaultMode: 'expression' },
  { positionTracking: 'onlyOffset', skipValidations: true },
);

function told({ image, startOffset, tokenType }: IToken) {
  return { image, startOffset, type: tokenType.name };
}

const words =
  'and android is matches true p95 5m 1.5e3 1e+5x 1ex% .5 7_0.m% 22:00 2026-1 2026-01-02T03:04Z /a[/]b/i'.split(
    ' ',
  );
const signs = `" ' """ \${ $\${ $ { } ( ) [ ] \\n \\ \\u{41} == => = ! != <= && . , + - * / %`.split(' ');
const rare = ['matches /a|[/]b/i', '"a b"', '\n', '\r\n', ' ', 'é', '\u200B', '😀', '\uD800'];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...words, ...signs, ...rare), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: codePoint }),
);

test('cuts any text as Chevrotain does', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom('expression', 'template'), (text, mode) => {
      const { tokens, errors } = peer.tokenize(text, mode);
      const scanned = scanner.scan(text, mode);
      expect(scanned.tokens.map(told)).toEqual(tokens.map(told));
      expect(scanned.strays).toEqual(errors.map(({ offset, length }) => ({ offset, length })));
    }),
    { seed: 1, numRuns: runs(2000, 100_000) },
  );
});
