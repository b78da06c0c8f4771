import { formatRatio } from '../../plan/units.ts';
import type { Rule } from './context.ts';
import { sequencesOf } from './support/stages.ts';

/** A stage with no more traffic than the one before: the weights are out of order. */
export const stagesRise: Rule = {
  code: 'SEN1223',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const rollout of policy.rollouts) {
      for (const stages of sequencesOf(rollout))
        for (const [index, { weight }] of stages.entries()) {
          const before = stages[index - 1]?.weight;
          if (weight && before && before.value < 1 && weight.value <= before.value)
            report(
              `a stage of ${formatRatio(weight.value)} follows one of ${formatRatio(before.value)}`,
              weight.span,
              { help: 'each stage takes more traffic than the one before; put them in order' },
            );
        }
      const { from, to } = rollout.ramp ?? {};
      if (from && to && to.value <= from.value)
        report(`the ramp goes from ${formatRatio(from.value)} to ${formatRatio(to.value)}`, to.span, {
          help: 'it rises: `to` is more than `from`',
        });
    }
  },
};
