import { describe, expect, test } from 'vitest';
import { Snapshot } from '../../src/lsp/snapshot.ts';
import { edit } from '../support/editor.ts';

const settings = () => ({});
const whole = 'sentinel: 1\npolicy: x\n';

describe('the last readable text', () => {
  test('is the text itself where it is readable', () => {
    const { snapshot } = edit(whole, { before: whole });
    expect(snapshot.readable).toBe(snapshot);
  });

  test('is kept through any number of broken ones', () => {
    const first = new Snapshot('sentinel.yaml', whole, settings);
    let last = first;
    for (let count = 0; count < 5; count++)
      last = new Snapshot('sentinel.yaml', `${whole}gates: { a: "`, settings, last);
    expect(last.isReadable).toBe(false);
    expect(last.readable).toBe(first);
  });

  test('is what there is where none was readable', () => {
    const { snapshot } = edit('"');
    expect(snapshot.readable).toBe(snapshot);
  });
});

test('a fault in the settings is not taken for a refusal', () => {
  const snapshot = new Snapshot('sentinel.yaml', whole, () => {
    throw new TypeError('a fault');
  });
  expect(() => snapshot.diagnostics(0)).toThrow(TypeError);
});

test('findings are looked for once', () => {
  let asked = 0;
  const snapshot = new Snapshot('sentinel.yaml', whole, () => {
    asked++;
    return {};
  });
  expect(snapshot.diagnostics(0)).toBe(snapshot.diagnostics(0));
  expect(asked).toBe(1);
});
