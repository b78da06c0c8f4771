import { FALSE } from '../../plan/kleene.ts';
import type { Rule } from './context.ts';
import { environmentsOf } from './support/reach.ts';
import { settledTruth } from './support/settled.ts';
import { sequencesOf } from './support/stages.ts';

/** A stage after all traffic has moved, or one that is never entered. */
export const stageUnreachable: Rule = {
  code: 'SEN1224',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const rollout of policy.rollouts) {
      const environments = environmentsOf(policy, rollout);
      for (const stages of sequencesOf(rollout)) {
        const whole = stages.findIndex(({ weight, when }) => !when && weight && weight.value >= 1);
        for (const [index, { weight, when, span }] of stages.entries())
          if (whole >= 0 && index > whole)
            report('this stage comes after the one that has all traffic', weight?.span ?? span, {
              help: 'remove it, or put it before `100%`',
            });
          else if (when && environments.every((environment) => settledTruth(when, environment) === FALSE))
            report('this stage is never entered', when.span, {
              help: 'nothing makes its condition true; remove the stage or change the condition',
            });
      }
    }
  },
};
