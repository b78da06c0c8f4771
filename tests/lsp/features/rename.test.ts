import { describe, expect, test } from 'vitest';
import { renameableAt, renameAt, RenameRefusal } from '../../../src/lsp/features/rename.ts';
import { offsetAt } from '../../../src/lsp/positions.ts';
import { edit, textIn, uri } from '../../support/editor.ts';

const yaml = `sentinel: 1
policy: shop
environments: [dev, "prod"]
probes:
  di▮sk: { disk: { path: / } }
  up:
    each: { svc: [cart] }
    http: { url: "http://\${svc}" }
gates:
  disk: { environments: ["prod"], require: [disk.used < 85%, 'all(up, p => p.ok)'], message: "\${disk.free} left" }
`;

function rename(marked: string, name: string, file?: string): string {
  const { snapshot, offset } = edit(marked, file === undefined ? {} : { file });
  const edits = renameAt(snapshot, uri, offset, name, 0).changes?.[uri] ?? [];
  return edits
    .toSorted((a, b) => offsetAt(snapshot.source, b.range.start) - offsetAt(snapshot.source, a.range.start))
    .reduce(
      (text, { range, newText }) =>
        text.slice(0, offsetAt(snapshot.source, range.start)) +
        newText +
        text.slice(offsetAt(snapshot.source, range.end)),
      snapshot.text,
    );
}

test('a probe, in conditions and in texts; the gate of the same name is another thing', () => {
  expect(rename(yaml, 'root')).toBe(
    yaml
      .replace('▮', '')
      .replace('  disk: { disk', '  root: { disk')
      .replace('disk.used', 'root.used')
      .replace('disk.free', 'root.free'),
  );
});

test.each([
  ['an environment, whose quotes stay', '"prod"]', 'live', '"pr▮od"]'],
  ['a variable', 'svc', 'service', 's▮vc'],
])('%s', (_, written, name, marked) => {
  const text = yaml.replace('▮', '').replace(written, marked);
  const renamed = rename(text, name);
  expect(renamed).not.toContain(written.replace(/\W/gu, ''));
  expect(renamed.split(name)).toHaveLength(3);
});

test('the DSL', () => {
  const dsl =
    'policy "x" {\n  probe di▮sk = disk { path "/" }\n  gate "disk" { require disk.used < 1% }\n}\n';
  expect(rename(dsl, 'root', 'x.sntl')).toBe(
    'policy "x" {\n  probe root = disk { path "/" }\n  gate "disk" { require root.used < 1% }\n}\n',
  );
});

describe('refuses', () => {
  test.each([
    [
      'a name that is none',
      yaml,
      'Disk 1',
      '`Disk 1` cannot name this: use small letters, digits and `_`, a letter first',
    ],
    [
      'an environment that is none',
      yaml.replace('▮', '').replace('[dev', '[d▮ev'),
      'a b',
      '`a b` cannot name this: use letters, digits, `-` and `_`, a letter first',
    ],
    ['a name that is taken', yaml, 'up', '`up` is given twice'],
    [
      'a word of the language',
      yaml,
      'release',
      '`release` is a name that the language gives and cannot name a probe',
    ],
    ['what has no name', `${yaml.replace('▮', '')}▮`, 'x', 'nothing here has a name of its own'],
    [
      'what is declared nowhere',
      yaml.replace('▮', '').replace('[dev, "prod"]', '[dev]').replace('["prod"]', '["pr▮od"]'),
      'x',
      'nothing here has a name of its own',
    ],
  ])('%s', (_, marked, name, message) => {
    expect(() => rename(marked, name)).toThrow(new RenameRefusal(message));
  });

  test('one more of the mistakes that are there', () => {
    const marked = yaml
      .replace('[disk.used', '[a.b, disk.used')
      .replace('disk: { environments', 'disk: { when: disk2, environments');
    expect(() => rename(marked, 'true')).toThrow(RenameRefusal);
  });
});

describe('what would be renamed', () => {
  test('the name', () => {
    const { snapshot, offset } = edit(yaml);
    const found = renameableAt(snapshot, offset);
    expect(found?.placeholder).toBe('disk');
    expect(found && textIn(snapshot, found.range)).toBe('disk');
  });

  test('nothing elsewhere', () => {
    const { snapshot } = edit(yaml);
    expect(renameableAt(snapshot, 0)).toBeUndefined();
  });
});
