/** Expressions and texts of blocks: checked, and entered into the tables of the plan. */
import type { Condition } from '../plan/plan.ts';
import type { Term, TextTemplate } from '../plan/term.ts';
import type { Expression, TemplateText } from '../parser/expression/ast.ts';
import type { CompileContext } from './context.ts';
import { conditionOf } from './expression/condition.ts';
import { checkCondition, checkExpression, checkTemplate } from './expression/index.ts';
import type { Names } from './scope.ts';

/** Undefined, and reported, when it is not a condition. */
export function compileCondition(
  { sink, facts, leaves }: CompileContext,
  expression: Expression,
  names: Names,
): Condition | undefined {
  const term = checkCondition(expression, { bindings: names, takesSecrets: false }, sink, facts);
  return term && conditionOf(term, facts, leaves);
}

/** Those that are conditions; the others are reported. */
export function compileConditions(
  context: CompileContext,
  expressions: readonly (Expression | undefined)[],
  names: Names,
): readonly Condition[] {
  return expressions.flatMap(
    (expression) => (expression && compileCondition(context, expression, names)) ?? [],
  );
}

/** Expressions of any type; those that are wrong are reported. */
export function compileValues(
  { sink, facts }: CompileContext,
  expressions: readonly (Expression | undefined)[],
  names: Names,
): readonly Term[] {
  return expressions.flatMap(
    (expression) =>
      (expression && checkExpression(expression, { bindings: names, takesSecrets: false }, sink, facts)) ??
      [],
  );
}

/** Undefined, and reported, when an interpolation cannot be read. */
export function compileText(
  { sink, facts }: CompileContext,
  text: TemplateText,
  names: Names,
  takesSecrets: boolean,
): TextTemplate | undefined {
  return checkTemplate(text, { bindings: names, takesSecrets }, sink, facts);
}
