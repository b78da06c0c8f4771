import { expect, test } from 'vitest';
import { semanticTokens, tokenTypes } from '../../../src/lsp/features/semantic-tokens.ts';
import { edit } from '../../support/editor.ts';

/** Each token with its type; a declaration has a `!`. */
function tokens(text: string, file = 'sentinel.yaml'): readonly string[] {
  const { snapshot } = edit(text, { file });
  const { data } = semanticTokens(snapshot);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = lines > 0 ? characters : character + characters;
    line += lines;
    const word = snapshot.source.lineText(line + 1).slice(character, character + length);
    expect(word).toHaveLength(length);
    found.push(`${word} ${tokenTypes[type]}${modifiers > 0 ? '!' : ''}`);
  }
  return found;
}

const head = 'sentinel: 1\npolicy: x\n';
const condition = (text: string) => tokens(`${head}gates:\n  a:\n    require: ${text}\n`).slice(1);

test.each([
  [
    'git.clean and not (git.ahead > 1)',
    'git variable, clean property, and keyword, not keyword, git variable, ahead property, > operator, 1 number',
  ],
  [
    'release.version is not vsemver',
    'release namespace, version property, is keyword, not keyword, vsemver keyword',
  ],
  [
    'release.version is known or known',
    'release namespace, version property, is keyword, known keyword, or keyword',
  ],
  ['release.tag matches /^v/i', 'release namespace, tag property, matches keyword, /^v/i regexp'],
  [
    'any(git.tags, t => t like "v*")',
    'any function, git variable, tags property, t parameter!, => operator, t parameter, like keyword, "v*" string',
  ],
  ["release.env == 'prod'", "release namespace, env property, == operator, 'prod' string"],
  ['nothing < max(1%, 2%)', '< operator, max function, 1% number, 2% number'],
  ['git.behind < ', '< operator'],
])('%s', (text, expected) => {
  expect(condition(text).join(', ')).toBe(expected);
});

test('declarations, kinds, words, environments, interpolations', () => {
  expect(
    tokens(`${head}environments: [prod]
settings:
  url: { env: URL }
probes:
  api:
    http: { url: "\${settings.url}/x" }
gates:
  a: { severity: critical, environments: [prod], require: api.ok, message: no }
`),
  ).toEqual([
    'prod enumMember!',
    'url variable!',
    'api variable!',
    'http type',
    '${ operator',
    'settings namespace',
    'url variable',
    'a variable!',
    'critical enumMember',
    'prod enumMember',
    'api variable',
    'ok property',
  ]);
});

test('a text over several lines is coloured line by line', () => {
  expect(condition('>-\n      git.clean and\n      git.ahead == 0')).toContain('and keyword');
  expect(condition('|\n      release.tag == """\n      a\n      """')).toContain('""" string');
});

test('the DSL', () => {
  expect(
    tokens(
      'policy "x" {\n  probe disk = disk { path "/" }\n  gate "a" critical {\n    require disk.used < 1%\n    prefer git.clean\n  }\n  gate "b" { require disk.free > 0B }\n}\n',
      'x.sntl',
    ),
  ).toEqual([
    'policy keyword',
    'probe keyword',
    'disk variable!',
    'disk type',
    'path property',
    'gate keyword',
    'a variable!',
    'critical enumMember',
    'require keyword',
    'disk variable',
    'used property',
    '< operator',
    '1% number',
    'prefer keyword',
    'git variable',
    'clean property',
    'gate keyword',
    'b variable!',
    'require keyword',
    'disk variable',
    'free property',
    '> operator',
    '0B number',
  ]);
});

test('nothing in a text that cannot be read', () => {
  expect(tokens('sentinel: 99\n')).toEqual([]);
});
