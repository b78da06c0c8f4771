/** Metrics to a Pushgateway, for runs that nobody could scrape. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { httpClient, statusProblem } from '../../runtime/host/network/client.ts';
import { NetworkFailure } from '../../runtime/host/network/failure.ts';
import { beneath, parseUrl, shownUrl } from '../../runtime/host/network/url.ts';
import type { Site } from '../rollout/site.ts';
import { CONTENT_TYPE, metricsOf } from './exposition.ts';

const attempts = { timeout: 3_000, attempts: 2, backoff: 200 };

/** Puts them in the place of those that were pushed before. Why they were not, if so: nothing else depends on it. */
export async function pushMetrics(
  {
    stores,
    plan: { policy },
    host,
    root,
    signal,
  }: Pick<Site, 'stores' | 'plan' | 'host' | 'root' | 'signal'>,
  url: string,
): Promise<readonly Diagnostic[]> {
  const body = await metricsOf(stores.state, policy);
  try {
    const target = beneath(parseUrl(url), `metrics/job/sentinel/${groupOf(policy)}`);
    const client = await httpClient(attempts, { clock: host.clock, root, signal });
    const headers = new Map([['content-type', CONTENT_TYPE]]);
    const exchange = await client({ url: target, method: 'PUT', headers, body });
    const problem = statusProblem(shownUrl(target), exchange);
    return problem === undefined ? [] : [notPushed(problem)];
  } catch (error) {
    if (error instanceof NetworkFailure) return [notPushed(error.message)];
    throw error;
  }
}

/** The Pushgateway takes what is no plain segment of a path in base64. */
function groupOf(policy: string): string {
  return /^[\w.-]+$/u.test(policy)
    ? `policy/${policy}`
    : `policy@base64/${Buffer.from(policy).toString('base64url')}`;
}

function notPushed(why: string): Diagnostic {
  return diagnostic('SEN2802', `the metrics were not pushed: ${why}`, undefined, {
    help: 'they are counted in the store, and the next push brings them all',
  });
}
