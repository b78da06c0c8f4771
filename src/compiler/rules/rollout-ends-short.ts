import type { RampBlock, RolloutBlock, StageBlock } from '../../parser/tree.ts';
import type { Spanned } from '../../plan/span.ts';
import { formatRatio } from '../../plan/units.ts';
import type { Rule } from './context.ts';

/** A last stage below 100 %: what completes the rollout moves the rest of the traffic unwatched. */
export const rolloutEndsShort: Rule = {
  code: 'SEN1225',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const rollout of policy.rollouts) {
      const last = lastWeight(rollout);
      if (last && last.value < 1)
        report(`the rollout \`${rollout.name.value}\` ends at ${formatRatio(last.value)}`, last.span, {
          help: 'add a stage of `100%` with a hold, so that the rest of the traffic is watched too',
        });
    }
  },
};

/** The weight that is reached at last, where one is sure to be. */
function lastWeight(rollout: RolloutBlock): Spanned<number> | undefined {
  const { stages, ramp }: { stages: readonly StageBlock[]; ramp?: RampBlock } =
    rollout.audience.at(-1) ?? rollout;
  const last = stages.at(-1);
  return last ? (last.when ? undefined : last.weight) : ramp?.to;
}
