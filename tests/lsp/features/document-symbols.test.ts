import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { documentSymbols } from '../../../src/lsp/features/document-symbols.ts';
import { edit, textIn } from '../../support/editor.ts';

const outline = (symbols: readonly DocumentSymbol[]): readonly unknown[] =>
  symbols.map(({ name, detail, children }) => [
    name,
    ...(detail === undefined ? [] : [detail]),
    ...(children ? [outline(children)] : []),
  ]);

test('sections with what they declare', () => {
  const { snapshot } = edit(`sentinel: 1
policy: shop
description: |
  first
  second
environments: [prod]
settings:
  url: { env: URL }
probes:
  disk: { disk: { path: / } }
  up: { each: { svc: [a] }, http: { url: "http://x" } }
gates:
  a: { severity: critical, require: [disk.used < 1%], for: 5m }
  b: { require: git.clean }
`);
  expect(outline(documentSymbols(snapshot))).toEqual([
    ['sentinel', '1'],
    ['policy', 'shop'],
    ['description', 'first'],
    ['environments'],
    ['settings', [['url']]],
    [
      'probes',
      [
        ['disk', 'disk'],
        ['up', 'http'],
      ],
    ],
    ['gates', [['a', 'critical'], ['b']]],
  ]);
});

test('what is selected lies in what is covered', () => {
  const { snapshot } = edit(
    'policy "x" {\n  probe disk = disk { path "/" }\n  gate "a" { require disk.used < 1% }\n  gate "b" critical { require git.clean }\n}\n',
    { file: 'x.sntl' },
  );
  const symbols = documentSymbols(snapshot);
  expect(outline(symbols)).toEqual([
    ['sentinel', '1'],
    ['policy', 'x'],
    ['probes', [['disk', 'disk']]],
    ['gates', [['a'], ['b', 'critical']]],
  ]);
  for (const symbol of symbols.flatMap((section) => [section, ...(section.children ?? [])]))
    expect(textIn(snapshot, symbol.range)).toContain(textIn(snapshot, symbol.selectionRange));
});

test('nothing in a text that cannot be read', () => {
  expect(documentSymbols(edit('sentinel: 99\n').snapshot)).toEqual([]);
});
