/** Scores: several criteria weighed into one number. */
import type { CompileContext } from './context.ts';
import { compileValues } from './expressions.ts';
import { refuse } from './not-yet.ts';
import type { Names } from './scope.ts';

export function compileScores(context: CompileContext, names: Names): void {
  for (const { name, criteria, healthy, degraded } of context.policy.scores) {
    compileValues(
      context,
      criteria.map(({ of }) => of),
      names,
    );
    if (healthy && degraded && degraded.value >= healthy.value)
      context.sink.report('SEN1508', '`degraded` is not below `healthy`', degraded.span, {
        help: `write a number below ${healthy.value}`,
      });
    refuse(context, `the score \`${name.value}\` is`, name.span);
  }
}
