import type { Expression } from '../../parser/expression/ast.ts';
import type { LintContext, Rule } from './context.ts';
import { type Claim, claimsOf, implies } from './support/claims.ts';
import { checksOf } from './support/conditions.ts';
import { removal } from './support/removal.ts';

/** A condition beside a stricter one, or said twice. */
export const addsNothing: Rule = {
  code: 'SEN1216',
  speed: 'fast',
  check(context) {
    const { policy } = context;
    for (const { require } of [...policy.gates, ...policy.rollouts.flatMap(checksOf)])
      checkList(context, require);
  },
};

function checkList(context: LintContext, conditions: readonly Expression[]): void {
  const claims = claimsOf(conditions);
  for (const [index, claim] of claims.entries()) {
    const stricter = claims.find(
      (other, place) => place !== index && implies(other, claim) && (place < index || !implies(claim, other)),
    );
    if (stricter) tell(context, claim, stricter, conditions);
  }
}

function tell(
  { source, policy, report }: LintContext,
  claim: Claim,
  stricter: Claim,
  conditions: readonly Expression[],
): void {
  const [written, other] = [source.slice(claim.span), source.slice(stricter.span)];
  const isSame = implies(claim, stricter);
  const isWhole = conditions.length > 1 && conditions.some(({ span }) => span === claim.span);
  const edit = isWhole ? removal(source, claim.span) : undefined;
  report(
    isSame ? `\`${written}\` is required twice` : `\`${written}\` adds nothing to \`${other}\``,
    claim.span,
    {
      help: isSame
        ? 'remove one of them'
        : 'remove it, or see whether the other one is meant to be so strict',
      related: [{ file: policy.file, span: stricter.span, message: 'required here' }],
      suggestion: edit && { title: `remove \`${written}\``, edits: [edit], safe: isSame },
    },
  );
}
