import { DriverFailure } from '../failure.ts';
import { type ConnectionContext, httpClient, statusProblem } from '../host/network/client.ts';
import type { HttpRequest } from '../host/network/http.ts';
import { shownUrl } from '../host/network/url.ts';
import type { ResolvedRecord } from '../ports/index.ts';

/** The body of the answer. `config` says how often and how long it is asked. Throws `DriverFailure` for any status but 2xx. */
export async function answerTo(
  request: HttpRequest,
  config: ResolvedRecord,
  context: ConnectionContext,
): Promise<string> {
  context.signal.throwIfAborted();
  const client = await httpClient(config, context);
  const exchange = await client(request);
  const problem = statusProblem(shownUrl(request.url), exchange);
  if (problem !== undefined) throw new DriverFailure(problem);
  return exchange.answer.body;
}
