/** Messages in JSON to an address, with its answer judged. */
import { revealSecret, SecretText } from '../../../plan/secret.ts';
import { NotifyFailure } from '../../failure.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import { type ConnectionContext, type Headers, httpClient, statusProblem } from './client.ts';
import { failingAs } from '../failures.ts';
import { parseUrl, shownUrl } from './url.ts';

export interface Post {
  readonly url: string | SecretText;
  readonly headers?: Headers | readonly (readonly [string, string])[];
  readonly type?: string;
  readonly body: string | SecretText;
}

/** Statuses that a later attempt may not get: the receiver is away, busy, or does not know us yet. */
const passing: ReadonlySet<number> = new Set([401, 403, 404, 408, 410, 425, 429]);

/** Throws `NotifyFailure`, which names the address only as far as it is no secret. */
export async function post(
  { url, headers = [], type = 'application/json', body }: Post,
  config: ResolvedRecord,
  context: ConnectionContext,
): Promise<void> {
  await failingAs(NotifyFailure, async () => {
    const target = parseUrl(revealSecret(url));
    const shown = url instanceof SecretText ? target.origin : shownUrl(target);
    const client = await httpClient(config, context);
    const exchange = await client({
      url: target,
      method: 'POST',
      headers: new Map<string, string | SecretText>([...headers, ['content-type', type]]),
      body,
    });
    const problem = statusProblem(shown, exchange);
    if (problem === undefined) return;
    const { status } = exchange.answer;
    throw new NotifyFailure(problem, { refused: status >= 400 && status <= 499 && !passing.has(status) });
  });
}
