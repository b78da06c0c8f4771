import { expect, test } from 'vitest';
import { formattingEdits } from '../../../src/lsp/features/formatting.ts';
import { edit, textIn } from '../../support/editor.ts';

test('the whole text in its canonical form', () => {
  const { snapshot } = edit('sentinel:   1\npolicy:  x\n');
  const [whole, ...others] = formattingEdits(snapshot);
  expect(others).toEqual([]);
  expect(whole?.newText).toBe('sentinel: 1\npolicy: x\n');
  expect(whole && textIn(snapshot, whole.range)).toBe(snapshot.text);
});

test('nothing where it is canonical, or has errors', () => {
  expect(formattingEdits(edit('sentinel: 1\npolicy: x\n').snapshot)).toEqual([]);
  expect(formattingEdits(edit('sentinel:   1\npolicy:  [x\n').snapshot)).toEqual([]);
});
