/** A service of the user's own that moves the traffic: changes are posted to it, signed, and read back from it. */
import { requiredTextOf, textMapOf, textOf } from '../../host/config.ts';
import type { HttpRequest } from '../../host/network/http.ts';
import { hookHeaders } from '../../host/network/standard-webhooks.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { answerTo } from '../asking.ts';
import { readingIn } from '../reading.ts';
import { statelessDriver } from '../stateless.ts';

type Use = Pick<DriverUse, 'root' | 'clock'>;

/** Rejects with `DriverFailure`. */
export function openDriver(config: ResolvedRecord, use: Use): Promise<TrafficDriver> {
  return statelessDriver(() => {
    const url = parseUrl(requiredTextOf(config, 'url'));
    const readUrl = parseUrl(textOf(config, 'read') ?? url.href);
    const ask = (request: HttpRequest, signal: AbortSignal) => answerTo(request, config, { ...use, signal });
    return {
      target: `webhook ${url.origin}${url.pathname}${url.search}`,
      granularity: 0.01,
      async read({ stable, canary }, signal) {
        const asked = new URL(readUrl);
        asked.searchParams.set('stable', stable);
        asked.searchParams.set('canary', canary);
        const headers = textMapOf(config, 'headers');
        return readingIn(await ask({ url: asked, method: 'GET', headers }, signal), shownUrl(asked));
      },
      async shift(change, signal) {
        const time = Math.floor(use.clock.now() / 1000);
        const body = bodyOf(change, time);
        const id = change.fence.intent;
        const headers = new Map([
          ...hookHeaders(config, { id, time, body }),
          ['content-type', 'application/json'],
          ['idempotency-key', id],
        ]);
        await ask({ url, method: 'POST', headers, body }, signal);
      },
    };
  });
}

function bodyOf({ roles, weight, verb, fence }: Shift, time: number): string {
  return JSON.stringify({
    type: 'traffic.shift',
    timestamp: new Date(time * 1000).toISOString(),
    data: { ...roles, weight, verb, ...fence },
  });
}
