/** Expressions in their canonical spelling; literals keep the one that the author chose. */
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import { straightOffsets } from '../document.ts';
import type { Expression } from '../expression/ast.ts';
import { parseExpression } from '../expression/index.ts';
import { printExpression } from '../expression/print.ts';

/** Undefined for a text that is no expression. */
function readExpression(text: string): Expression | undefined {
  return parseExpression(text, straightOffsets(0), new DiagnosticSink(''));
}

/** On one line. A text that is no expression stays as it is. */
export function expressionText(text: string): string {
  const expression = readExpression(text);
  return expression ? spelled(expression, text) : text;
}

/** Broken before each `and` or `or` that joins the whole; a text without one cannot be broken. */
export function expressionLines(text: string): readonly string[] {
  const expression = readExpression(text);
  if (expression?.kind !== 'and' && expression?.kind !== 'or') return [expressionText(text)];
  const { kind, items } = expression;
  const printed = items.map((item) => spelled({ ...expression, items: [item] }, text));
  return printed.map((item, i) => (i === 0 ? item : `${kind} ${item}`));
}

function spelled(expression: Expression, text: string): string {
  return printExpression(expression, ({ span }) => text.slice(span.start, span.end));
}
