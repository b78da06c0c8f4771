/** To which releases a rule of the policy applies. */
import type { Expression } from '../../../parser/expression/ast.ts';
import { printExpression } from '../../../parser/expression/print.ts';
import type { Policy } from '../../../parser/tree.ts';
import type { Spanned } from '../../../plan/span.ts';

interface Rule {
  readonly mode?: Spanned<'enforce' | 'shadow'>;
  readonly environments?: readonly Spanned<string>[];
  readonly when?: Expression;
}

/** The environments that a rule applies in; where the policy declares none, the one that there is. */
export function environmentsOf({ environments }: Policy, rule: Rule): readonly (string | undefined)[] {
  const named = rule.environments ?? environments;
  return named ? named.map(({ value }) => value) : [undefined];
}

export function isEnforced({ mode: ofPolicy }: Policy, { mode }: Rule): boolean {
  return (mode ?? ofPolicy)?.value !== 'shadow';
}

/** Whether `outer` applies wherever `inner` does. */
export function reachesAll(policy: Policy, outer: Rule, inner: Rule): boolean {
  const reached = new Set(environmentsOf(policy, outer));
  return (
    environmentsOf(policy, inner).every((environment) => reached.has(environment)) &&
    (!outer.when || (inner.when !== undefined && sameExpression(outer.when, inner.when)))
  );
}

/** Whether some release is surely met by both. */
export function meet(policy: Policy, a: Rule, b: Rule): boolean {
  const reached = new Set(environmentsOf(policy, a));
  return (
    environmentsOf(policy, b).some((environment) => reached.has(environment)) &&
    (!a.when || !b.when || sameExpression(a.when, b.when))
  );
}

function sameExpression(a: Expression, b: Expression): boolean {
  return printed(a) === printed(b);
}

/** Rules are compared in pairs; each condition is printed once. */
const texts = new WeakMap<Expression, string>();

function printed(expression: Expression): string {
  const known = texts.get(expression) ?? printExpression(expression);
  texts.set(expression, known);
  return known;
}
