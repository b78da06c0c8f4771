import type { Rule } from './context.ts';
import { claimsOf, contradicts, implies } from './support/claims.ts';

/** A preference that a passed gate settles: it warns never, or each time. */
export const preferenceTellsNothing: Rule = {
  code: 'SEN1217',
  speed: 'fast',
  check({ policy, source, report }) {
    for (const { require, prefer } of policy.gates) {
      const required = claimsOf(require);
      for (const claim of claimsOf(prefer)) {
        const settling = required.find((other) => implies(other, claim) || contradicts(other, claim));
        if (settling)
          report(
            `\`${source.slice(claim.span)}\` ${implies(settling, claim) ? 'never' : 'always'} warns beside \`${source.slice(settling.span)}\``,
            claim.span,
            {
              help: 'prefer something stricter than what is required',
              related: [{ file: policy.file, span: settling.span, message: 'required here' }],
            },
          );
      }
    }
  },
};
