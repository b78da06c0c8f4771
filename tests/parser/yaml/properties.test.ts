/** Laws that hold for every text, shown over many spoilt ones. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { nodesIn, readYaml, type YamlReading } from '../../support/yaml.ts';
import { runs } from '../../support/tier.ts';

const example = readFileSync(new URL('../fixtures/checkout-api.yaml', import.meta.url), 'utf8');

/** Every form that scalars, collections, aliases and comments take. */
const forms = [
  'a: "x\\ty\\u00e9\\\n    z\n\n    v" # why',
  "b: 'it''s\n  folded\n\n  text'",
  'c: plain\n  more\n\n  text',
  'd: |\n   x\n    y\n\n   z\n',
  'e: >+\n  a\n  b\n\n   c\n  d\n\n',
  'f: >2-\n   q\n  r',
  'g: &g [1, 2]\nh: *g',
  'i:\n- a\n- b: c\n  d: e\n-   - f\n    - g',
  'j: {a: b, "c": \'d\', e: [f, {g: h}]}',
  'k: |+\n\n  a\n',
  'l:\n  # own line\n  m: [x, # of x\n    y]\n',
].join('\n');

const pieces = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  ':',
  ': ',
  '- ',
  '? ',
  ',',
  '#',
  ' #',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',

  '|',
  '>',
  '|2-\n',
  '&a ',
  '*g',
  '!t ',
  '%',
  '@',
  'x',
  '0',
  '~',
  '1.0',
  'true',
  '\\',
  '---\n',
  '...\n',
  '<<',
  '\u200b',
  '\0',
];

/** A part of a good text with some characters put in or taken out. */
const spoilt = fc
  .record({
    base: fc.constantFrom(example, forms, forms),
    from: fc.nat(),
    lines: fc.integer({ min: 3, max: 100 }),
    edits: fc.array(fc.record({ at: fc.nat(), piece: fc.constantFrom('', ...pieces), cut: fc.nat(3) }), {
      maxLength: 4,
    }),
  })
  .map(({ base, from, lines, edits }) => {
    const all = base.split('\n');
    const start = from % all.length;
    let text = `${all.slice(start, start + lines).join('\n')}\n`;
    for (const { at, piece, cut } of edits) {
      const place = at % (text.length + 1);
      text = text.slice(0, place) + piece + text.slice(place + (piece === '' ? cut : 0));
    }
    return text;
  });

const settings = { seed: 20_260_601, numRuns: runs(500, 100_000) };

/** Places that are not where they should be; empty when all are. */
function wrongPlaces(text: string, { root, found }: YamlReading): readonly string[] {
  const wrong: string[] = [];
  for (const { node, holder } of root ? nodesIn(root) : []) {
    const { start, end } = node.span;
    if (start < 0 || start > end || end > text.length) wrong.push('outside of the text');
    // An aliased value stays where it was written.
    const isAlias = holder !== undefined && text.slice(holder.span.start, holder.span.end).includes('*');
    if (holder !== undefined && !isAlias && (start < holder.span.start || end > holder.span.end))
      wrong.push('outside of its holder');
    if (node.kind !== 'scalar') continue;
    for (let index = 0; index < node.text.length; index++) {
      const place = node.offsets.at(index);
      if (place < start || place > end || place > node.offsets.at(index + 1)) wrong.push('out of order');
      // Behind a mistake a text may reach over what was passed over.
      const isPlain = found.length === 0 && place < text.length && !/[\s\\']/u.test(text[place] ?? '');
      if (isPlain && text[place] !== node.text[index]) wrong.push(`${text[place]} for ${node.text[index]}`);
    }
  }
  return wrong;
}

test('every node lies inside the text and inside what holds it, and its text where its offsets say', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      expect(wrongPlaces(text, readYaml(text))).toEqual([]);
    }),
    settings,
  );
});

test('what is accepted means the same to the library, and what the library refuses is refused', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      const { data, found } = readYaml(text);
      if (found.length > 0) return;
      const [document] = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
      if (document === undefined || !('errors' in document)) throw new Error('no document');
      expect(document.errors.map(({ code }) => code)).toEqual([]);
      expect(JSON.parse(JSON.stringify(document.toJS()))).toEqual(data);
    }),
    settings,
  );
});

test('any text is read without a throw; no tree comes without a finding', () => {
  const anything = fc.oneof(
    fc.string({ unit: codePoint, maxLength: 200 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((list) => list.join('')),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder('utf-8').decode(bytes)),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const reading = readYaml(text);
      expect(reading.root !== undefined || reading.found.length > 0).toBe(true);
      expect(wrongPlaces(text, reading)).toEqual([]);
    }),
    settings,
  );
});
