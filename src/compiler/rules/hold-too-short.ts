import { formatDurationLiteral } from '../../plan/units.ts';
import type { Rule } from './context.ts';
import { stagesOf } from './support/stages.ts';

/** A hold in which no check can be made: it lasts longer than it says, or goes on unwatched. */
export const holdTooShort: Rule = {
  code: 'SEN1226',
  speed: 'fast',
  check({ policy, report }) {
    for (const rollout of policy.rollouts)
      for (const { hold, checks = rollout.checks } of stagesOf(rollout)) {
        if (!hold || !checks?.every) continue;
        const needed = (checks.warmup?.value ?? 0) + checks.every.value;
        if (hold.value < needed)
          report(
            `no check is made within ${formatDurationLiteral(hold.value)}: the first needs ${formatDurationLiteral(needed)}`,
            hold.span,
            {
              help: `hold at least \`${formatDurationLiteral(needed)}\`, or check more often`,
              related: [{ file: policy.file, span: checks.every.span, message: 'how often is checked' }],
            },
          );
      }
  },
};
