import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { codeActionsIn } from '../../../src/lsp/features/code-actions.ts';
import { edit, uri } from '../../support/editor.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';

const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function actions(text: string, range = whole): readonly CodeAction[] {
  return codeActionsIn(edit(text).snapshot, uri, range, 0);
}

/** The text after an action. */
function after(text: string, action: CodeAction | undefined): string {
  return TextDocument.applyEdits(
    TextDocument.create(uri, 'yaml', 1, text),
    action?.edit?.changes?.[uri] ?? [],
  );
}

const misspelt = `sentinel: 1
policy: shop
probes:
  disk: { disk: { path: / } }
gates:
  a: { require: [disc.used < 1%, disk.used < 2%] }
`;

const unused = `sentinel: 1
policy: shop
probes:
  disk: { disk: { path: / } }
  other: { disk: { path: /srv } }
gates:
  a: { require: disk.used < 1% }
`;

test('the change that a finding suggests', () => {
  const [action, ...others] = actions(misspelt);
  expect(action).toMatchObject({ title: 'write `disk`', kind: 'quickfix', isPreferred: false });
  expect(action?.diagnostics?.map(({ code }) => code)).toEqual(['SEN1401']);
  expect(after(misspelt, action)).toBe(misspelt.replace('disc', 'disk'));
  expect(others).toEqual([]);
});

test('only of findings in the range', () => {
  const line = (number: number) => ({
    start: { line: number, character: 0 },
    end: { line: number, character: 99 },
  });
  expect(actions(misspelt, line(5))).toHaveLength(1);
  expect(actions(misspelt, line(2))).toEqual([]);
});

describe('a suppression', () => {
  test('stands before the line, with its indent; the reason is the author’s', () => {
    const suppression = actions(unused).find(({ title }) => title.startsWith('suppress'));
    expect(suppression).toMatchObject({ title: 'suppress SEN1201 here; say why', isPreferred: false });
    expect(after(unused, suppression)).toBe(
      unused.replace('  other:', '  # sentinel-ignore SEN1201: \n  other:'),
    );
  });

  test('is not offered for errors', () => {
    expect(actions(misspelt).map(({ title }) => title)).toEqual(['write `disk`']);
  });

  test('is not offered where no comment can stand', () => {
    const inText = unused
      .replace(/  other: .*\n/u, '')
      .replace(
        '{ require: disk.used < 1% }',
        '\n    require: >-\n      git.clean and\n      disk.used == 50%',
      );
    expect(inText).toContain('a: \n');
    const titles = codeActionsIn(edit(inText).snapshot, uri, whole, 0).map(({ title }) => title);
    expect(
      edit(inText)
        .snapshot.diagnostics(0)
        .map(({ code }) => code),
    ).toContain('SEN1203');
    expect(titles.filter((title) => title.includes('SEN1203'))).toEqual([]);
  });
});
