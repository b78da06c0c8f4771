import type { Rule } from './context.ts';
import { checksOf } from './support/conditions.ts';

/** A rollout in which nothing that goes wrong brings the traffic back. */
export const neverRollsBack: Rule = {
  code: 'SEN1230',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    for (const rollout of policy.rollouts) {
      const checks = checksOf(rollout).filter(({ require }) => require.length > 0);
      const rollsBack = checks.some(({ onFail }) => (onFail?.value ?? 'rollback') === 'rollback');
      if (rollout.rollback?.when || rollsBack) continue;
      const name = `the rollout \`${rollout.name.value}\``;
      if (checks.length === 0)
        report(`${name} checks nothing`, rollout.name.span, {
          help: 'add `checks` with a `require`, or `rollback: { when: … }`',
        });
      else
        report(`${name} never rolls back by itself`, rollout.name.span, {
          help: 'write `on_fail: rollback` in its checks, or add `rollback: { when: … }`',
        });
    }
  },
};
