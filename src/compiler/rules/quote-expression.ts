import type { Comments, DocumentNode } from '../../parser/document.ts';
import type { LintContext, Rule } from './context.ts';

const expressionKeys = new Set([
  'require',
  'prefer',
  'show',
  'when',
  'except',
  'identity',
  'if',
  'who',
  'of',
]);

/** A comment that goes on like an expression was probably meant as a part of the one before it. */
const goesOn = /^(?:and|or|in|is|like|matches|not in)\b|^(?:[<>]|[=!]=|[+*/-]\s)/u;

/** A `#` after a blank ends a plain text, also where the author meant more. */
export const quoteExpression: Rule = {
  code: 'SEN1207',
  speed: 'fast',
  check: (context) => visit(context, context.policy.document, false),
};

function visit(context: LintContext, node: DocumentNode, isExpression: boolean): void {
  if (node.kind === 'map')
    for (const { key, value, comments } of node.entries) {
      const holds = expressionKeys.has(key.text);
      if (holds) check(context, value, comments);
      visit(context, value, holds);
    }
  else if (node.kind === 'list')
    for (const { value, comments } of node.items) {
      if (isExpression) check(context, value, comments);
      visit(context, value, false);
    }
}

function check({ report }: LintContext, value: DocumentNode, { trailing }: Comments): void {
  if (value.kind !== 'scalar' || value.style !== 'plain' || !trailing || !goesOn.test(trailing.text)) return;
  report(`YAML reads \`#${trailing.text}\` as a comment`, trailing.span, {
    help: 'put the whole expression in quotes, or begin the comment with another word',
  });
}
