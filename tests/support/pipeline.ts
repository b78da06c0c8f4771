/** Text to plan as `lint` does it, at the time of the tests. */
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import { lintText } from '../../src/testkit/pipeline.ts';

export { lintText, testNow } from '../../src/testkit/pipeline.ts';

/** The plan of a policy that must be valid. */
export function planOf(text: string): EvaluationPlan {
  const { plan, diagnostics } = lintText(text);
  if (!plan) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return plan;
}
