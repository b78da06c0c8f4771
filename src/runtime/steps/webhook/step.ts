import type { SecretText } from '../../../plan/secret.ts';
import { isUnknown } from '../../../plan/value.ts';
import { StepFailure } from '../../failure.ts';
import { requiredTextOf, secretOf } from '../../host/config.ts';
import { afterAttempts, httpClient, statusProblem } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import { hookHeaders } from '../../host/network/standard-webhooks.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import type { ResolvedRecord, Step, StepContext, StepOutcome } from '../../ports/index.ts';

export const step: Step = {
  perform: (config, context) => failingAs(StepFailure, () => perform(config, context)),
};

async function perform(config: ResolvedRecord, context: StepContext): Promise<StepOutcome> {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const client = await httpClient(config, context);
  const time = Math.floor(context.clock.now() / 1000);
  const body = bodyOf(config, context, time);
  const id = context.idempotencyKey;
  const headers = new Map([
    ...hookHeaders(config, { id, time, body }),
    ['content-type', 'application/json'],
    ['idempotency-key', id],
  ]);
  const exchange = await client({ url, method: 'POST', headers, body });
  const shown = shownUrl(url);
  const problem = statusProblem(shown, exchange);
  if (problem !== undefined) throw new StepFailure(problem);
  return { result: 'done', text: `posted to ${shown}${afterAttempts(exchange.attempts)}` };
}

function bodyOf(config: ResolvedRecord, { release }: StepContext, time: number): string | SecretText {
  const own = secretOf(config, 'json');
  if (own !== undefined) return own;
  const known = Object.entries(release).filter(([, value]) => !isUnknown(value));
  return JSON.stringify({
    type: requiredTextOf(config, 'type'),
    timestamp: new Date(time * 1000).toISOString(),
    data: Object.fromEntries(known),
  });
}
