import { describe, expect, test } from 'vitest';
import { removal } from '../../../../src/compiler/rules/support/removal.ts';
import { SourceText, spanOf } from '../../../../src/plan/span.ts';

/** Takes `it` out of a text. */
function without(text: string): string | undefined {
  const start = text.indexOf('it');
  const edit = removal(new SourceText('sentinel.yaml', text), spanOf(start, start + 2));
  return edit && text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
}

describe('takes out', () => {
  test.each([
    ['a list item with its line', 'a:\n  - x\n  - it\n  - y\n', 'a:\n  - x\n  - y\n'],
    ['with the comment behind it', 'a:\n  - it # why\n  - y\n', 'a:\n  - y\n'],
    ['at the end of the text', '- x\n- it', '- x\n'],
    ['before Windows line ends', '- it\r\n- y\r\n', '- y\r\n'],
    ['a clause with its word', '{\n  require x\n  require it\n}', '{\n  require x\n}'],
    ['an item with the comma behind it', '[it, x]', '[x]'],
    ['an item with the comma before it', '[x, it]', '[x]'],
    ['with its quotes', '[x, "it"]', '[x]'],
    ['over lines', '[\n  it,\n  x,\n]', '[\n  x,\n]'],
  ])('%s', (_, text, expected) => {
    expect(without(text)).toBe(expected);
  });
});

test('what stands alone on its line among other things stays', () => {
  expect(without('require: it')).toBeUndefined();
  expect(without('require: x and it')).toBeUndefined();
});
