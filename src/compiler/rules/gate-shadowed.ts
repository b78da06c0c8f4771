import type { GateBlock } from '../../parser/tree.ts';
import type { LintContext, Rule } from './context.ts';
import { claimsOf, implies } from './support/claims.ts';
import { isEnforced, reachesAll } from './support/reach.ts';

/** A gate that passes whenever another one passes, and stops no more than that one: nothing depends on it. */
export const gateShadowed: Rule = {
  code: 'SEN1214',
  speed: 'fast',
  need: 'whole',
  check(context) {
    const { policy, report } = context;
    for (const [index, gate] of policy.gates.entries()) {
      // Of two that shadow each other the first is the one to keep.
      const shadow = policy.gates.find(
        (other, place) => shadows(context, other, gate) && (place < index || !shadows(context, gate, other)),
      );
      if (!shadow) continue;
      report(
        `\`${gate.name.value}\` asks for nothing that \`${shadow.name.value}\` does not`,
        gate.name.span,
        {
          help: 'remove it, or ask for more here',
          related: [{ file: policy.file, span: shadow.name.span, message: 'this gate is as strict' }],
        },
      );
    }
  },
};

const ranks = { advisory: 0, block: 1, critical: 2 } as const;

function rankOf({ severity }: GateBlock): number {
  return ranks[severity?.value ?? 'block'];
}

/** Gates that look for a while are left alone: each has its own idea of what may fail meanwhile. */
function shadows({ policy }: LintContext, outer: GateBlock, inner: GateBlock): boolean {
  if (outer === inner || inner.prefer.length > 0 || inner.require.length === 0) return false;
  const asked = claimsOf(outer.require);
  return (
    claimsOf(inner.require).every((claim) => asked.some((other) => implies(other, claim))) &&
    [outer, inner].every((gate) => !looksForAWhile(gate) && isEnforced(policy, gate)) &&
    rankOf(outer) >= rankOf(inner) &&
    reachesAll(policy, outer, inner)
  );
}

function looksForAWhile({ for: live, over, every, tolerate }: GateBlock): boolean {
  return [live, over, every, tolerate].some((written) => written !== undefined);
}
