/** What the checks of one expression share. */
import type { Code } from '../../plan/codes/index.ts';
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { PlanFact } from '../../plan/plan.ts';
import type { Span } from '../../plan/span.ts';
import type { Term, TermSpan } from '../../plan/term.ts';
import type { Type } from '../../plan/type.ts';
import type { Expression } from '../../parser/expression/ast.ts';
import type { Binding } from './scope.ts';

export interface Checking {
  readonly bindings: ReadonlyMap<string, Binding>;
  /** The term of an expression; undefined after a mistake that has been reported. */
  check(expression: Expression): Term | undefined;
  /** The term of an expression that is true or false. */
  condition(expression: Expression): Term | undefined;
  /** The same, with one more name: the parameter of a quantifier. */
  withLocal(name: string, type: Type): Checking;
  /** The term that reads a fact. */
  read(fact: PlanFact, span: Span): Term;
  report(code: Code, message: string, span: Span, details?: DiagnosticDetails): void;
}

export function termSpan({ start, end }: Span): TermSpan {
  return [start, end];
}
