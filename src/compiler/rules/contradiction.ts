import type { GateBlock, Policy } from '../../parser/tree.ts';
import type { Rule } from './context.ts';
import { claimsOf, contradicts } from './support/claims.ts';
import { isEnforced, meet } from './support/reach.ts';

/** Two conditions that can never hold at once: what they guard is never released. */
export const contradiction: Rule = {
  code: 'SEN1215',
  speed: 'fast',
  need: 'whole',
  check({ policy, source, report }) {
    const asked = policy.gates.flatMap((gate) => claimsOf(gate.require).map((claim) => ({ gate, claim })));
    /** What was asked before of each subject, and contradicts nothing. */
    const before = new Map<string, (typeof asked)[number][]>();
    for (const second of asked) {
      const earlier = before.get(second.claim.subject) ?? [];
      before.set(second.claim.subject, earlier);
      const first = earlier.find(
        ({ gate, claim }) => contradicts(claim, second.claim) && bindTogether(policy, gate, second.gate),
      );
      if (!first) {
        earlier.push(second);
        continue;
      }
      const elsewhere = first.gate === second.gate ? '' : ` of the gate \`${first.gate.name.value}\``;
      report(
        `\`${source.slice(second.claim.span)}\` is never true together with \`${source.slice(first.claim.span)}\`${elsewhere}`,
        second.claim.span,
        {
          help: 'change one of them, or let the gates apply to different releases',
          related: [{ file: policy.file, span: first.claim.span, message: 'both are required' }],
        },
      );
    }
  },
};

function bindTogether(policy: Policy, a: GateBlock, b: GateBlock): boolean {
  const bind = (gate: GateBlock) => gate.severity?.value !== 'advisory' && isEnforced(policy, gate);
  return a === b || (bind(a) && bind(b) && meet(policy, a, b));
}
