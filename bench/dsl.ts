/** One policy in both syntaxes, from text to document tree. */
import { readFileSync } from 'node:fs';
import type { DocumentNode, ScalarNode } from '../src/parser/document.ts';
import { parseDsl } from '../src/parser/dsl/index.ts';
import { parseExpression, parseTemplate } from '../src/parser/expression/index.ts';
import { parseYaml } from '../src/parser/yaml/index.ts';
import { DiagnosticSink } from '../src/plan/diagnostic.ts';
import { SourceText } from '../src/plan/span.ts';
import { measure, printTimes, type Rival, type Suite, undisturbedSpeed } from './harness.ts';

const folder = new URL('../tests/parser/fixtures/', import.meta.url);

export const suite: Suite = {
  title: 'Both syntaxes',
  about:
    'The example of the language from text to document tree, with places, comments, conditions and interpolations. The DSL reads conditions with the clauses; for YAML they are read from the scalars.',
  packages: ['chevrotain', 'yaml'],
  async run() {
    const [yaml, dsl] = ['yaml', 'sntl'].map(
      (ending) =>
        new SourceText(
          `checkout-api.${ending}`,
          readFileSync(new URL(`checkout-api.${ending}`, folder), 'utf8'),
        ),
    );
    if (!yaml || !dsl) throw new TypeError('no policy to read');
    const embedded = expressionsIn(parseDsl(dsl, new DiagnosticSink(dsl.file)));
    let last: unknown;
    const rivals: readonly Rival[] = [
      {
        name: 'YAML',
        run(count) {
          for (let i = 0; i < count; i++) {
            const sink = new DiagnosticSink(yaml.file);
            last = parseYaml(yaml, sink);
            for (const { text, offsets, expression } of embedded)
              last = expression ? parseExpression(text, offsets, sink) : parseTemplate(text, offsets, sink);
          }
          return last;
        },
      },
      {
        name: 'DSL',
        run(count) {
          for (let i = 0; i < count; i++) last = parseDsl(dsl, new DiagnosticSink(dsl.file));
          return last;
        },
      },
    ];
    // Once for the warmth. Then batches so short that most of them are not interrupted by what else the machine does.
    await measure(rivals);
    const measures = await measure(rivals, { rounds: 401, batch: 2 });
    printTimes(measures);
    const [base, rival] = measures;
    if (!base || !rival) throw new TypeError('nothing was measured');
    return [{ name: 'DSL against YAML', ...undisturbedSpeed(rival, base), unit: 'times', atLeast: 8 }];
  },
};

/** The conditions, and the texts with something to interpolate. */
function expressionsIn(node: DocumentNode | undefined): readonly ScalarNode[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar')
    return node.expression || (node.template && node.text.includes('${')) ? [node] : [];
  return (node.kind === 'map' ? node.entries : node.items).flatMap(({ value }) => expressionsIn(value));
}
