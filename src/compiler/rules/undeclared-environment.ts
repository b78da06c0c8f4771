import { type Expression, isLiteralPart } from '../../parser/expression/ast.ts';
import { printExpression } from '../../parser/expression/print.ts';
import { suggestEnvironment } from '../../plan/suggest-environment.ts';
import type { LintContext, Rule } from './context.ts';
import { conditionsOf, everyPart } from './support/conditions.ts';

/** A condition on `release.env` with a name that the policy does not declare: it is never the one. */
export const undeclaredEnvironment: Rule = {
  code: 'SEN1221',
  speed: 'fast',
  check(context) {
    if (!context.policy.environments) return;
    for (const part of conditionsOf(context.policy).flatMap(everyPart))
      if (part.kind === 'compare') {
        if (isEnvironment(part.left)) checkName(context, part.right);
        if (isEnvironment(part.right)) checkName(context, part.left);
      } else if (part.kind === 'in' && isEnvironment(part.item) && part.list.kind === 'list')
        for (const item of part.list.items) checkName(context, item);
  },
};

function isEnvironment(expression: Expression): boolean {
  return expression.kind === 'member' && printExpression(expression) === 'release.env';
}

function checkName({ policy, report }: LintContext, text: Expression): void {
  const [only, ...more] = text.kind === 'text' ? text.parts : [];
  const declared = (policy.environments ?? []).map(({ value }) => value);
  if (!only || more.length > 0 || !isLiteralPart(only) || declared.includes(only.value)) return;
  const meant = suggestEnvironment(only.value, declared);
  report(`\`${only.value}\` is not an environment of this policy`, text.span, {
    help:
      meant === undefined
        ? `it declares ${declared.map((name) => `\`${name}\``).join(', ')}`
        : `did you mean \`${meant}\`?`,
    suggestion:
      meant === undefined
        ? undefined
        : { title: `write \`${meant}\``, edits: [{ span: only.span, text: meant }], safe: false },
  });
}
