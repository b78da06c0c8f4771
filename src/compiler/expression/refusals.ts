/** Refusals that several checks make; they give nothing, so that a check can end with one. */
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import { isList, isNumeric, isRecord, type Type } from '../../plan/type.ts';
import type { Expression } from '../../parser/expression/ast.ts';
import { printExpression } from '../../parser/expression/print.ts';
import type { Checking } from './context.ts';
import { aType } from './words.ts';

export function refuseTypes(
  checking: Checking,
  message: string,
  span: Span,
  details?: DiagnosticDetails,
): undefined {
  checking.report('SEN1403', message, span, details);
}

/** What stands where something true or false is wanted. */
export function refuseNoCondition(checking: Checking, expression: Expression, type: Type): undefined {
  const written = printExpression(expression);
  checking.report('SEN1406', `\`${written}\` is ${aType(type)}, not a condition`, expression.span, {
    help: conditionOn(written, type),
  });
}

function conditionOn(written: string, type: Type): string {
  if (isRecord(type)) return 'choose one of its fields';
  if (isList(type)) return `ask its items, as in \`all(${written}, x => …)\``;
  return `compare it, as in \`${written} ${isNumeric(type) ? '<' : '=='} …\``;
}
