/** The entry to the checks: an expression, a condition, a text or a constant of the policy. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { parseVersion } from '../../plan/operations/semver.ts';
import { type Constant, factsOf, type Term, type TextTemplate } from '../../plan/term.ts';
import { isList, sameType, type Type } from '../../plan/type.ts';
import { type Expression, isLiteralPart, type TemplateText } from '../../parser/expression/ast.ts';
import { ExpressionChecker } from './check.ts';
import type { FactTable } from './facts.ts';
import { secretOf } from './names.ts';
import type { Scope } from './scope.ts';
import { refuseBare } from './units.ts';
import { aType } from './words.ts';

/** The term of an expression of any type; what it reads is entered in `facts`. Undefined after a mistake. */
export function checkExpression(
  expression: Expression,
  scope: Scope,
  sink: DiagnosticSink,
  facts: FactTable,
): Term | undefined {
  const checker = new ExpressionChecker(scope.bindings, sink);
  return entered(checker, checker.check(expression), facts);
}

/** The same for what has to be true or false. */
export function checkCondition(
  expression: Expression,
  scope: Scope,
  sink: DiagnosticSink,
  facts: FactTable,
): Term | undefined {
  const checker = new ExpressionChecker(scope.bindings, sink);
  return entered(checker, checker.condition(expression), facts);
}

/** A text with its interpolations; a secret may be one of them where the scope takes secrets. */
export function checkTemplate(
  template: TemplateText,
  scope: Scope,
  sink: DiagnosticSink,
  facts: FactTable,
): TextTemplate | undefined {
  const checker = new ExpressionChecker(scope.bindings, sink);
  const parts = template.parts.map((part) => {
    if (isLiteralPart(part)) return part.value;
    const secret = scope.takesSecrets ? secretOf(checker, part) : undefined;
    return entered(
      checker,
      secret ? checker.read(secret.fact, part.span) : checker.interpolated(part),
      facts,
    );
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known : undefined;
}

/** Enters what a term reads, and not what folding took out of it. */
function entered(checker: ExpressionChecker, term: Term | undefined, facts: FactTable): Term | undefined {
  for (const id of term ? factsOf(term) : []) {
    const fact = checker.factOf(id);
    if (fact) facts.intern(fact);
  }
  return term;
}

/** The value of an expression without names that is wanted to be of a type. */
export function checkConstant(
  expression: Expression,
  type: Type,
  sink: DiagnosticSink,
): Constant | undefined {
  const checker = new ExpressionChecker(new Map(), sink);
  const term = checker.check(expression);
  if (term?.op !== 'const') return undefined;
  if (fits(term.value, term.type, type)) return term.value;
  if (!refuseBare(checker, expression, type, 'given for'))
    checker.report('SEN1403', `this is ${aType(term.type)}, not ${aType(type)}`, expression.span);
  return undefined;
}

/** Whether a constant of one type stands for a value of another: a text for a version, zero for a ratio. */
function fits(value: Constant, type: Type, wanted: Type): boolean {
  if (sameType(type, wanted)) return true;
  if (isList(type) && isList(wanted)) {
    const [from, to] = [type.list, wanted.list];
    return Array.isArray(value) && value.every((item: Constant) => fits(item, from, to));
  }
  if (wanted === 'version') return typeof value === 'string' && parseVersion(value) !== undefined;
  return wanted === 'ratio' && value === 0;
}
