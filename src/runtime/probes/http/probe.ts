import { type Known, unknown, type Value } from '../../../plan/value.ts';
import {
  booleanOf,
  recordOf,
  requiredNumberOf,
  requiredTextOf,
  secretOf,
  textMapOf,
  textOf,
} from '../../host/config.ts';
import { afterAttempts, type Exchange, type Headers, httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import type { HttpAnswer, HttpRequest } from '../../host/network/http.ts';
import { jsonValue } from '../../host/network/text.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import { ProbeFailure } from '../../failure.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord, ResolvedValue } from '../../ports/index.ts';
import { htmlFields } from './html.ts';
import { startTrace } from './trace.ts';

const MOST_REDIRECTS = 5;

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const trace = startTrace(recordOf(config, 'trace'));
  const client = await httpClient(config, context, {
    maxBody: requiredNumberOf(config, 'max_body'),
    redirects: booleanOf(config, 'follow_redirects') ? MOST_REDIRECTS : 0,
  });
  const { answer, attempts } = await client(requestOf(config, url, trace?.headers));
  const ok = expectedStatuses(config['expect_status']).includes(answer.status);
  const measured = new Map<string, Known<Value>>([
    ['latency', answer.latency],
    ['headers', answer.headers],
    ['body', answer.body],
    ['json', jsonValue(answer.body)],
    ...(await htmlFields(answer, textOf(config, 'select'))),
    ['trace_returned', trace ? trace.isIn(answer.headers) : unknown('`trace` is not asked for')],
  ]);
  return {
    fields: new Map<string, Known<Value>>([
      ['ok', ok],
      ['status', answer.status],
      ['tls_expires_in', certificateTime(answer, context.clock.now())],
      ...(ok ? measured : unmeasured(measured, answer.status)),
    ]),
    subject: shownUrl(url),
    detail: detailOf({ answer, attempts }),
  };
}

/** What another answer than the expected one holds is no measurement: an error is quick, and its page is a page. */
function unmeasured(
  fields: ReadonlyMap<string, Known<Value>>,
  status: number,
): readonly (readonly [string, Known<Value>])[] {
  const reason = unknown(`HTTP ${status}, which is not expected`);
  return Array.from(fields.keys(), (name) => [name, reason]);
}

function requestOf(config: ResolvedRecord, url: URL, traceHeaders: Headers = new Map()): HttpRequest {
  const json = secretOf(config, 'json');
  const body = secretOf(config, 'body') ?? json;
  return {
    url,
    method: requiredTextOf(config, 'method'),
    headers: new Map([
      ...(json === undefined ? [] : [['content-type', 'application/json'] as const]),
      ...textMapOf(config, 'headers'),
      ...traceHeaders,
    ]),
    ...(body !== undefined && { body }),
  };
}

function expectedStatuses(expected: ResolvedValue | undefined): readonly ResolvedValue[] {
  if (expected === undefined) return [];
  return Array.isArray(expected) ? (expected as readonly ResolvedValue[]) : [expected];
}

function certificateTime({ certificateEnds }: HttpAnswer, now: number): Known<number> {
  return certificateEnds === undefined ? unknown('the address is not https') : certificateEnds - now;
}

function detailOf({ answer, attempts }: Exchange): string {
  return `HTTP ${answer.status}${afterAttempts(attempts)}`;
}
