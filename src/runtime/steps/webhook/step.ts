import type { SecretText } from '../../../plan/secret.ts';
import { isUnknown } from '../../../plan/value.ts';
import { StepFailure } from '../../failure.ts';
import { requiredTextOf, textMapOf } from '../../host/config.ts';
import { httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/network/failure.ts';
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
  const secret = config['secret'] as string | SecretText | undefined;
  const headers = new Map<string, string | SecretText>([
    ...textMapOf(config, 'headers'),
    ['content-type', 'application/json'],
    ['idempotency-key', id],
    ...hookHeaders({ id, time, body, secret }),
  ]);
  const { answer, attempts } = await client({ url, method: 'POST', headers, body });
  const after = attempts > 1 ? ` after ${attempts} attempts` : '';
  if (answer.status < 200 || answer.status > 299)
    throw new StepFailure(`${shownUrl(url)} answers HTTP ${answer.status}${after}`);
  return { result: 'done', text: `posted to ${shownUrl(url)}${after}` };
}

function bodyOf(config: ResolvedRecord, { release }: StepContext, time: number): string | SecretText {
  const own = config['json'] as string | SecretText | undefined;
  if (own !== undefined) return own;
  const known = Object.entries(release).filter(([, value]) => !isUnknown(value));
  return JSON.stringify({
    type: requiredTextOf(config, 'type'),
    timestamp: new Date(time * 1000).toISOString(),
    data: Object.fromEntries(known),
  });
}
