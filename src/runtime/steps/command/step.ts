/** A program that is run before or after a release. */
import { StepFailure } from '../../failure.ts';
import { textsOf } from '../../host/config.ts';
import { failingAs } from '../../host/failures.ts';
import { runToSuccess } from '../../host/run-configured.ts';
import type { Step } from '../../ports/index.ts';

export const step: Step = {
  async perform(config, context) {
    const env = { SENTINEL_IDEMPOTENCY_KEY: context.idempotencyKey };
    await failingAs(StepFailure, () => runToSuccess(config, context, { env }));
    return { result: 'done', text: `ran \`${textsOf(config, 'run')[0]}\`` };
  },
};
