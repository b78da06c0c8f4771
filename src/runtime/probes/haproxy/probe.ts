/** The counters of a server, read twice: what happened in between is what the fields are about. */
import { formatNumber } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf } from '../../host/config.ts';
import { ask, nameInCommands, type RuntimeApi, runtimeApi } from '../../host/haproxy.ts';
import { retryOptions } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import { withRetries } from '../../host/network/retry.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';
import { type Count, type Counters, countersIn } from './counters.ts';

type Field = 'error_ratio' | 'requests' | 'request_rate' | 'latency' | 'queue' | 'status';

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
  extraTime: (config) =>
    requiredNumberOf(config, 'window') +
    requiredNumberOf(config, 'timeout') * requiredNumberOf(config, 'attempts'),
};

/** Counters, and when they were read, on the monotonic clock. */
interface Sighting {
  readonly counters: Counters;
  readonly at: number;
}

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const read = readerOf(config, context);
  const first = await read();
  await context.clock.sleep(requiredNumberOf(config, 'window'), context.signal);
  const last = await read();
  const fields = fieldsOf(first, last, requiredNumberOf(config, 'min_samples'));
  const { requests } = fields;
  return {
    subject: `${requiredTextOf(config, 'backend')}/${requiredTextOf(config, 'server')}`,
    ...(!isUnknown(requests) && { detail: `${formatNumber(requests as number)} requests` }),
    fields: new Map(Object.entries(fields)),
  };
}

function readerOf(config: ResolvedRecord, context: ProbeContext): () => Promise<Sighting> {
  const retries = retryOptions(config, context);
  const api = runtimeApi(requiredTextOf(config, 'socket'), retries.timeout);
  const backend = nameInCommands(requiredTextOf(config, 'backend'));
  const server = nameInCommands(requiredTextOf(config, 'server'));
  return async () => {
    const { result } = await withRetries(retries, async () => {
      const stat = await statOf(api, backend, context.signal);
      const at = context.clock.monotonic();
      const info = await ask(api, 'show info', context.signal);
      return { counters: countersIn(stat, info, backend, server), at };
    });
    return result;
  };
}

/**
 * The servers of the back end. A front end may have its name, and is then what HAProxy finds by it: that has no servers, so
 * those of every back end are asked for.
 */
async function statOf(api: RuntimeApi, backend: string, signal: AbortSignal): Promise<string> {
  const found = await ask(api, `show stat ${backend} 4 -1`, signal);
  return /^# .*$/u.test(found) ? ask(api, 'show stat -1 4 -1', signal) : found;
}

function fieldsOf(
  first: Sighting,
  last: Sighting,
  minSamples: number,
): Readonly<Record<Field, Known<Value>>> {
  const { latency, queue, status } = last.counters;
  const counted = countedBetween(first.counters, last.counters);
  const measured = (value: (counts: Counted) => Known<number>): Known<number> => {
    if (isUnknown(counted)) return counted;
    const { requests } = counted;
    if (requests === 0) return unknown('no traffic');
    return requests < minSamples
      ? unknown(`${formatNumber(requests)} requests, fewer than ${formatNumber(minSamples)}`)
      : value(counted);
  };
  return {
    error_ratio: measured(({ faults, requests }) => faults / requests),
    requests: isUnknown(counted) ? counted : counted.requests,
    request_rate: isUnknown(counted) ? counted : counted.requests / ((last.at - first.at) / 1000),
    latency: measured(() => latency),
    queue,
    status,
  };
}

interface Counted {
  readonly requests: number;
  readonly faults: number;
}

/** Unknown where the counters began anew in between. */
function countedBetween(first: Counters, last: Counters): Known<Counted> {
  const grown = (count: Count): number => last.counts[count] - first.counts[count];
  if (first.pid !== last.pid || (Object.keys(last.counts) as Count[]).some((count) => grown(count) < 0))
    return unknown('HAProxy began to count anew within the window');
  const answers = grown('good') + grown('bad');
  // Where a connection that was used before is cut, HAProxy hangs up on the user and counts no fault; where it cannot
  // connect, it takes another server. Both show only in that an answer is missing.
  const missing = Math.max(grown('given') - last.underway - answers - grown('released'), 0);
  const requests = answers + missing;
  // An answer that broke off after its status was counted as one before.
  const faults = grown('bad') + Math.max(grown('broken'), missing);
  return { requests, faults: Math.min(faults, requests) };
}
