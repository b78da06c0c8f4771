import { formatDurationLiteral } from '../../plan/units.ts';
import type { Rule } from './context.ts';

/** After a roll-back the next rise is allowed sooner than after a stage that went well. */
export const cooldownShort: Rule = {
  code: 'SEN1229',
  speed: 'fast',
  check({ policy, report }) {
    for (const { cooldown, dwell } of policy.rollouts)
      if (cooldown && dwell && cooldown.value < dwell.value)
        report(
          `the cooldown of ${formatDurationLiteral(cooldown.value)} is shorter than the dwell of ${formatDurationLiteral(dwell.value)}`,
          cooldown.span,
          {
            help: 'wait at least as long after a roll-back as between two stages',
            related: [{ file: policy.file, span: dwell.span, message: 'the dwell' }],
          },
        );
  },
};
