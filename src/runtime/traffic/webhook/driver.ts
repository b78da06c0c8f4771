/** A service of the user's own that moves the traffic: changes are posted to it, signed, and read back from it. */
import type { SecretText } from '../../../plan/secret.ts';
import { DriverFailure } from '../../failure.ts';
import { requiredTextOf, textMapOf, textOf } from '../../host/config.ts';
import { httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/network/failure.ts';
import type { HttpRequest } from '../../host/network/http.ts';
import { hookHeaders } from '../../host/network/standard-webhooks.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { DriverUse, Shift, TrafficDriver } from '../../ports/traffic.ts';
import { readingIn } from '../share.ts';

type Use = Pick<DriverUse, 'root' | 'clock'>;

/** Rejects with `DriverFailure`. */
export function openDriver(config: ResolvedRecord, use: Use): Promise<TrafficDriver> {
  return failingAs(DriverFailure, () => Promise.resolve(driverOf(config, use)));
}

function driverOf(config: ResolvedRecord, use: Use): TrafficDriver {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const readUrl = parseUrl(textOf(config, 'read') ?? url.href);
  const headers = textMapOf(config, 'headers');
  const ask = async (request: HttpRequest, signal: AbortSignal): Promise<string> => {
    signal.throwIfAborted();
    const client = await httpClient(config, { ...use, signal });
    const { answer } = await client(request);
    if (answer.status >= 200 && answer.status <= 299) return answer.body;
    throw new DriverFailure(`${shownUrl(request.url)} answers HTTP ${answer.status}`);
  };
  return {
    target: `webhook ${url.origin}${url.pathname}${url.search}`,
    granularity: 0.01,
    read: ({ stable, canary }, signal) =>
      failingAs(DriverFailure, async () => {
        const asked = new URL(readUrl);
        asked.searchParams.set('stable', stable);
        asked.searchParams.set('canary', canary);
        return readingIn(await ask({ url: asked, method: 'GET', headers }, signal), shownUrl(asked));
      }),
    shift: (change, signal) =>
      failingAs(DriverFailure, async () => {
        const time = Math.floor(use.clock.now() / 1000);
        const body = bodyOf(change, time);
        const id = change.fence.intent;
        const secret = config['secret'] as string | SecretText | undefined;
        const signed = new Map<string, string | SecretText>([
          ...headers,
          ['content-type', 'application/json'],
          ['idempotency-key', id],
          ...hookHeaders({ id, time, body, secret }),
        ]);
        await ask({ url, method: 'POST', headers: signed, body }, signal);
      }),
    close: () => Promise.resolve(),
  };
}

function bodyOf({ roles, weight, verb, fence }: Shift, time: number): string {
  return JSON.stringify({
    type: 'traffic.shift',
    timestamp: new Date(time * 1000).toISOString(),
    data: { ...roles, weight, verb, ...fence },
  });
}
