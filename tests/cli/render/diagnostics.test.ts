import { expect, test } from 'vitest';
import { renderDiagnostics } from '../../../src/cli/render/diagnostics.ts';
import { SourceIndex } from '../../../src/cli/render/sources.ts';
import { type Diagnostic, diagnostic } from '../../../src/plan/diagnostic.ts';
import { pageFor, shownLines } from '../../support/lines.ts';

const file = 'sentinel.yaml';
const text = `sentinel: 1
policy: shop
gates:
  disk:
    require: disc.used < 85%
  disk:
    require: git.clean
`;

async function rendered(diagnostics: readonly Diagnostic[], columns = 80): Promise<string> {
  const sources = new SourceIndex(new Map([[file, text]]));
  return `\n${shownLines(renderDiagnostics(diagnostics, sources, await pageFor([text], columns)))}`;
}

function at(needle: string, nth = 0): { file: string; span: { start: number; end: number } } {
  let start = text.indexOf(needle);
  for (let skipped = 0; skipped < nth; skipped++) start = text.indexOf(needle, start + 1);
  return { file, span: { start, end: start + needle.length } };
}

test('code, sentence, place, source, help', async () => {
  const found = diagnostic('SEN1401', 'unknown name `disc`', at('disc'), { help: 'did you mean `disk`?' });
  expect(await rendered([found])).toBe(`
error[SEN1401]: unknown name \`disc\`
 --> sentinel.yaml:5:14
  |
5 |     require: disc.used < 85%
  |              ^^^^
  = help: did you mean \`disk\`?
`);
});

test('a related place in the same file is a second label, one elsewhere a second frame', async () => {
  const found = diagnostic('SEN1101', '`disk` is written twice', at('disk', 1), {
    related: [
      { ...at('disk'), message: 'first written here' },
      { file: 'org.yaml', span: { start: 0, end: 4 }, message: 'also here' },
    ],
  });
  expect(await rendered([found])).toBe(`
error[SEN1101]: \`disk\` is written twice
 --> sentinel.yaml:6:3
  |
4 |   disk:
  |   ---- first written here
5 |     require: disc.used < 85%
6 |   disk:
  |   ^^^^
 --> org.yaml
     also here
`);
});

test('several, with a fix, wrapped, without a place', async () => {
  const fixed = diagnostic('SEN1401', 'unknown name `disc`', at('disc'), {
    suggestion: { title: 'write `disk`', safe: true, edits: [{ span: at('disc').span, text: 'disk' }] },
  });
  const placeless = diagnostic(
    'SEN2001',
    'there is a great deal that is wrong with `this` command line',
    undefined,
    {
      help: 'write it in quite another way, as the page of this command says in its examples',
    },
  );
  expect(await rendered([fixed, placeless], 60)).toBe(`
error[SEN1401]: unknown name \`disc\`
 --> sentinel.yaml:5:14
  |
5 |     require: disc.used < 85%
  |              ^^^^
  = fix: write \`disk\`

error[SEN2001]: there is a great deal that is wrong with
    \`this\` command line
  = help: write it in quite another way, as the page of this
          command says in its examples
`);
});
