import { formatDurationLiteral } from '../../plan/units.ts';
import type { Rule } from './context.ts';
import { stagesOf } from './support/stages.ts';

/** A deadline that the holds alone overrun: the rollout can never complete. */
export const deadlineShort: Rule = {
  code: 'SEN1233',
  speed: 'fast',
  check({ policy, report }) {
    for (const rollout of policy.rollouts) {
      const { deadline } = rollout;
      const holds = stagesOf(rollout).reduce(
        (sum, { hold, when }) => sum + (hold && !when ? hold.value : 0),
        0,
      );
      if (deadline && deadline.value < holds)
        report(
          `the holds take ${formatDurationLiteral(holds)}, the deadline is ${formatDurationLiteral(deadline.value)}`,
          deadline.span,
          { help: 'set a later deadline, or shorten the holds' },
        );
    }
  },
};
