import { type Expression, isLiteralPart } from '../../parser/expression/ast.ts';
import type { Suggestion } from '../../plan/diagnostic.ts';
import type { LintContext, Rule } from './context.ts';
import { conditionsOf, everyPart } from './support/conditions.ts';

/** `git.branch == "release/*"` asks for a branch with a star in its name. */
export const globEquality: Rule = {
  code: 'SEN1220',
  speed: 'fast',
  check(context) {
    for (const part of conditionsOf(context.policy).flatMap(everyPart)) {
      if (part.kind === 'in' && part.list.kind === 'list')
        for (const item of part.list.items) check(context, item, 'write `like` instead of `in`');
      if (part.kind !== 'compare') continue;
      const { operator, left, right } = part;
      if (operator.value === '==')
        check(context, right, 'write `like` for a glob', {
          title: 'write `like`',
          edits: [{ span: operator.span, text: 'like' }],
          safe: false,
        });
      if (operator.value === '!=') check(context, right, 'write `not … like` for a glob');
      if (operator.value === '==' || operator.value === '!=')
        check(context, left, 'put the text on the right and write `like` for a glob');
    }
  },
};

function check(
  { source, report }: LintContext,
  text: Expression,
  help: string,
  suggestion?: Suggestion,
): void {
  if (text.kind !== 'text' || !text.parts.some((part) => isLiteralPart(part) && part.value.includes('*')))
    return;
  report(`\`${source.slice(text.span)}\` is compared letter by letter, the \`*\` too`, text.span, {
    help,
    suggestion,
  });
}
