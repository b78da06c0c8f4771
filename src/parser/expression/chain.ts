/** Comparisons do not chain: `0 < x < 5` is refused, and the two comparisons that it stands for are offered. */
import type { DiagnosticDetails, DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Expression } from './ast.ts';
import type { Tail } from './nodes.ts';
import { printExpression } from './print.ts';

export function reportChain(first: Expression, second: Tail, sink: DiagnosticSink | undefined): void {
  sink?.report('SEN1301', 'comparisons do not chain', second.operator, detailsOf(first, second));
}

/** The middle is compared twice; only with `==`, `<` and the like is there a middle. */
function detailsOf(first: Expression, second: Tail): DiagnosticDetails {
  if (first.kind === 'compare') {
    const last = second.onto(first.right);
    if (last.kind === 'compare') {
      const middle = printExpression(first.right);
      return {
        help: `write \`${printExpression(first)} and ${printExpression(last)}\``,
        suggestion: {
          title: 'compare twice',
          edits: [{ span: { start: first.span.end, end: first.span.end }, text: ` and ${middle}` }],
          safe: false,
        },
      };
    }
  }
  return { help: 'put parentheses around one of them, or join two comparisons with `and`' };
}
