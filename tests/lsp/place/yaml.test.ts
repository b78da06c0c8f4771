import { expect, test } from 'vitest';
import { placeInYaml } from '../../../src/lsp/place/yaml.ts';

/** `path role written`, with the open quote behind it. */
function placeOf(before: string): string | undefined {
  const place = placeInYaml(before);
  return place && `${place.path.join('/')} ${place.role} <${place.written}>${place.quote ?? ''}`;
}

test.each([
  ['', ' either <>'],
  ['sent', ' either <sent>'],
  ['sentinel: 1\n', ' either <>'],
  ['sentinel: 1\n\n# a comment\npol', ' either <pol>'],
  ['gates:\n  slo:\n    sev', 'gates/slo either <sev>'],
  ['gates:\n  slo:\n    severity: cr', 'gates/slo/severity value <cr>'],
  ['gates:\n  slo:\n    for: 5m\n  other:\n    e', 'gates/other either <e>'],
  ['"gates":\n  \'a b\':\n    x', 'gates/a b either <x>'],
  ['gates:\n  a:\n    require:\n      - x\n      - dis', 'gates/a/require/[] either <dis>'],
  ['gates:\n  a:\n    require:\n    - x\n    - dis', 'gates/a/require/[] either <dis>'],
  ['before:\n- comm', 'before/[] either <comm>'],
  ['before:\n  - command:\n      a: 1\n    wh', 'before/[] either <wh>'],
  ['before:\n  - command: {}\n  - ', 'before/[] either <>'],
  ['gates:\n  a:\n    message: |\n      hello ${', 'gates/a/message value <hello ${>'],
  ['gates:\n  a:\n    message: |\n      hello\n\n      you', 'gates/a/message value <you>'],
  ['gates:\n  a:\n    message: >-\n      hello\n    re', 'gates/a either <re>'],
  ['gates:\n  a:\n    message: |\n      hello\n', ' either <>'],
  ['a:\n  b: "x ${', 'a/b value <x ${>"'],
  ['a:\n  b: "x"', 'a/b value <"x">'],
  ['a: &anchor x', 'a value <x>'],
  ['a:\r\n  b: 1\r\n  c', 'a either <c>'],
])('%j', (before, place) => {
  expect(placeOf(before)).toBe(place);
});

test.each([
  ['gates: {', 'gates key <>'],
  ['gates:\n  slo: { se', 'gates/slo key <se>'],
  ['gates:\n  slo: { severity: cr', 'gates/slo/severity value <cr>'],
  ['gates:\n  slo: { severity: critical, for', 'gates/slo key <for>'],
  ['gates:\n  slo: { require: [a, b', 'gates/slo/require/[] either <b>'],
  ['gates:\n  slo:\n    { require: [a], for: 5m,\n      ev', 'gates/slo key <ev>'],
  ['gates:\n  slo: { require: [a] }\n  oth', 'gates either <oth>'],
  ['gates:\n  slo: { require: [\n    a ]\n  }\n  oth', 'gates either <oth>'],
  ['environments: [', 'environments/[] either <>'],
  ['a: { "b c": x', 'a/b c value <x>'],
  ['a: { b: "x, y: ${', 'a/b value <x, y: ${>"'],
  ['a: { b: "x", c: y', 'a/c value <y>'],
  ['a: { # comment: {\n b', 'a key <b>'],
  ['a: { b: http://x', 'a/b value <http://x>'],
  ['a: { b: x#y', 'a/b value <x#y>'],
  ['a: { b: { c: 1 }, d', 'a key <d>'],
])('%j', (before, place) => {
  expect(placeOf(before)).toBe(place);
});

test.each([
  ['a comment', '# com'],
  ['a comment behind a value', 'a: 1 # com'],
  ['a comment in braces', 'a: { # com'],
  ['behind a closed bracket', 'a: { b: 1 }'],
])('nothing in %s', (_, before) => {
  expect(placeOf(before)).toBeUndefined();
});
