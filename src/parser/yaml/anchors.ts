/** Anchors and aliases, bounded so that a small file stays a small tree. */
import type { CST } from 'yaml';
import { spanOf } from '../../plan/span.ts';
import type { DocumentNode } from '../document.ts';
import { type Problem, shown } from './problem.ts';

const mostAliases = 100;
/** Values that all aliases of a file may stand for together. */
const mostValues = 10_000;

export class Anchors {
  readonly #nodes = new Map<string, { readonly node: DocumentNode; readonly values: number }>();
  #aliases = 0;
  #values = 0;
  /** One finding says it for all that follow. */
  #told = false;

  define(anchor: CST.SourceToken, node: DocumentNode): void {
    this.#nodes.set(anchor.source.slice(1), { node, values: countValues(node) });
  }

  /** The node that an alias stands for. It keeps its place: what is wrong inside is told where it was written. */
  use(alias: CST.FlowScalar, report: (problem: Problem) => void): DocumentNode | undefined {
    const span = spanOf(alias.offset, alias.offset + alias.source.length);
    const target = this.#nodes.get(alias.source.slice(1));
    if (target === undefined) {
      const name = alias.source.slice(1);
      report({
        code: 'SEN1010',
        message: `${shown(alias.source)} refers to nothing before it`,
        span,
        details: {
          help: `anchor a value with ${shown(`&${name}`)}, or quote the text: ${shown(`'${alias.source}'`)}`,
        },
      });
      return undefined;
    }
    this.#aliases++;
    this.#values += target.values;
    if (this.#aliases <= mostAliases && this.#values <= mostValues) return target.node;
    if (!this.#told)
      report({
        code: 'SEN1010',
        message: 'the aliases of this file stand for too much',
        span,
        details: { help: `at most ${mostAliases} aliases and ${mostValues} values` },
      });
    this.#told = true;
    return undefined;
  }
}

function countValues(node: DocumentNode): number {
  if (node.kind === 'scalar') return 1;
  const children = node.kind === 'map' ? node.entries : node.items;
  return children.reduce((sum, child) => sum + countValues(child.value), 1);
}
