/** A program that is run before or after a release. */
import { StepFailure } from '../../failure.ts';
import { textsOf } from '../../host/config.ts';
import { orStepFailure } from '../../host/failures.ts';
import { complaintOf, runConfigured } from '../../host/run-configured.ts';
import type { Step } from '../../ports/index.ts';

export const step: Step = {
  async perform(config, context) {
    const file = textsOf(config, 'run')[0] ?? '';
    const env = { SENTINEL_IDEMPOTENCY_KEY: context.idempotencyKey };
    const result = await orStepFailure(() => runConfigured(config, context, env));
    if (result.exitCode !== 0) {
      const complaint = complaintOf(result);
      throw new StepFailure(
        `\`${file}\` ended with exit code ${result.exitCode}${complaint && `: ${complaint}`}`,
      );
    }
    return { result: 'done', text: `ran \`${file}\`` };
  },
};
