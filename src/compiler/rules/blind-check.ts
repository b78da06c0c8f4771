import type { ExpressionOf } from '../../parser/expression/ast.ts';
import { spanOf } from '../../plan/span.ts';
import { trackedProbes } from '../tracks.ts';
import type { LintContext, Rule } from './context.ts';
import { checksOf, everyPart } from './support/conditions.ts';

const metricKinds = new Set(['prometheus', 'metrics', 'haproxy']);

/** A measurement in the checks of a rollout that does not look at the canary. */
export const blindCheck: Rule = {
  code: 'SEN1228',
  speed: 'fast',
  check(context) {
    const { policy } = context;
    if (policy.rollouts.length === 0) return;
    const tracked = new Set(trackedProbes(policy));
    const metrics = new Set(
      policy.probes
        .filter(({ component }) => component && metricKinds.has(component.kind.value))
        .map(({ name }) => name.value),
    );
    const conditions = policy.rollouts.flatMap((rollout) => [
      ...checksOf(rollout).flatMap(({ require }) => require),
      ...(rollout.rollback?.when ? [rollout.rollback.when] : []),
    ]);
    for (const part of conditions.flatMap(everyPart))
      if (part.kind === 'name' && metrics.has(part.name)) tell(context, part, tracked.has(part.name));
  },
};

function tell({ report }: LintContext, { name, span }: ExpressionOf<'name'>, isTracked: boolean): void {
  if (isTracked)
    report(`\`${name}\` reads the stable side`, span, {
      help: `write \`canary.${name}\`, or \`stable.${name}\` where that is meant`,
      suggestion: {
        title: `write \`canary.${name}\``,
        edits: [{ span: spanOf(span.start, span.start), text: 'canary.' }],
        safe: false,
      },
    });
  else
    report(`\`${name}\` does not tell the canary from the stable side`, span, {
      help: `put \`\${track}\` into what it asks for, and write \`canary.${name}\``,
    });
}
