/** The HTTP client of adapters: what a configuration says about connections, and attempts as it wants them. */
import type { SecretText } from '../../../plan/secret.ts';
import type { ProbeContext, ResolvedRecord } from '../../ports/index.ts';
import { requiredNumberOf } from '../config.ts';
import { commandLineRules } from './address.ts';
import { exchange, type HttpAnswer, type HttpOptions, type HttpRequest } from './http.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { readTlsFiles } from './tls-files.ts';

const MAX_BODY = 1024 ** 2;

/** What an adapter's context says about connections. */
export type ConnectionContext = Pick<ProbeContext, 'clock' | 'signal' | 'root' | 'unauthorized'>;

export interface Exchange {
  /** The last answer, whatever its status. */
  readonly answer: HttpAnswer;
  readonly attempts: number;
}

/** Sends a request, with further attempts after network errors and 429, 500, 502, 503 and 504. */
export type HttpClient = (request: HttpRequest) => Promise<Exchange>;

export type Headers = ReadonlyMap<string, string | SecretText>;

/** How often and how long, from `timeout`, `attempts` and `backoff`. */
export function retryOptions(
  config: ResolvedRecord,
  { clock, signal }: ConnectionContext,
): RetryOptions & { readonly timeout: number } {
  return {
    timeout: requiredNumberOf(config, 'timeout'),
    attempts: requiredNumberOf(config, 'attempts'),
    backoff: requiredNumberOf(config, 'backoff'),
    clock,
    signal,
  };
}

/** Why an answer is no success, `https://example.com/hook answers HTTP 503 after 3 attempts`; undefined where it is one. */
export function statusProblem(shown: string, { answer, attempts }: Exchange): string | undefined {
  if (answer.status >= 200 && answer.status <= 299) return undefined;
  return `${shown} answers HTTP ${answer.status}${afterAttempts(attempts)}`;
}

/** Behind what came of a request: nothing, or ` after 3 attempts`. */
export function afterAttempts(attempts: number): string {
  return attempts > 1 ? ` after ${attempts} attempts` : '';
}

export async function httpClient(
  config: ResolvedRecord,
  context: ConnectionContext,
  limits: Partial<Pick<HttpOptions, 'maxBody' | 'redirects'>> = {},
): Promise<HttpClient> {
  const retries = retryOptions(config, context);
  const options: HttpOptions = {
    maxBody: MAX_BODY,
    redirects: 0,
    ...limits,
    ...retries,
    tls: await readTlsFiles(config, context.root),
    rules: commandLineRules,
  };
  return async (request) => {
    const { result, attempts } = await withRetries(
      retries,
      () => exchange(request, options),
      (answer) => waitOf(answer, context.clock.now()),
    );
    if (result.status === 401) context.unauthorized?.();
    return { answer: result, attempts };
  };
}

const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** How long the server wants us to wait (RFC 9110 § 10.2.3); undefined where another attempt is of no use. */
function waitOf({ status, headers }: HttpAnswer, now: number): number | undefined {
  if (!passing.has(status)) return undefined;
  const wanted = headers.get('retry-after')?.trim() ?? '0';
  const wait = /^[0-9]+$/u.test(wanted) ? Number(wanted) * 1000 : Date.parse(wanted) - now;
  return wait > 0 ? wait : 0;
}
