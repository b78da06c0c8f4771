import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { diagnosticsOf } from '../../../src/lsp/features/diagnostics.ts';
import { Snapshot } from '../../../src/lsp/snapshot.ts';
import { refuse } from '../../../src/app/refusal.ts';
import { edit, textIn, uri } from '../../support/editor.ts';

test('a finding with its help, its page and related places', () => {
  const { snapshot } = edit(
    'sentinel: 1\npolicy: x\nenvironments: [prod, prod]\ngates:\n  a: { require: git.clean, sevrity: block }\n',
  );
  const [repeated, misspelt, ...others] = diagnosticsOf(snapshot, uri, 0);
  expect(others.map(({ code }) => code)).toEqual([]);
  expect(repeated).toMatchObject({ code: 'SEN1502', severity: 1, source: 'sentinel' });
  expect(repeated?.relatedInformation?.map(({ message, location }) => [message, location.uri])).toEqual([
    ['first listed here', uri],
  ]);
  expect(misspelt?.message).toBe('`sevrity` is not a key of a gate\ndid you mean `severity`?');
  expect(misspelt && textIn(snapshot, misspelt.range)).toBe('sevrity');
  const page = misspelt?.codeDescription?.href ?? '';
  expect(page).toMatch(/\/SEN1101\.md$/u);
  expect(existsSync(fileURLToPath(page))).toBe(true);
});

test('a finding without a place stands at the start', () => {
  const snapshot = new Snapshot('sentinel.yaml', 'sentinel: 1\npolicy: x\n', () => refuse('SEN2021', 'no'));
  const [found] = diagnosticsOf(snapshot, uri, 0);
  expect(found?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
  expect(found?.message).toBe('no');
});
