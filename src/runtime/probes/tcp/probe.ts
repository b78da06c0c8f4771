import { connect } from 'node:net';

import { type Known, unknown, type Value } from '../../../plan/value.ts';
import { requiredNumberOf, requiredTextOf } from '../../host/config.ts';
import { retryOptions } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import { NetworkFailure } from '../../host/network/failure.ts';
import { withRetries } from '../../host/network/retry.ts';
import { lookThrough } from '../../host/network/socket.ts';
import { ProbeFailure } from '../../failure.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const host = requiredTextOf(config, 'host');
  const port = requiredNumberOf(config, 'port');
  const retries = retryOptions(config, context);
  const subject = `${host}:${port}`;
  try {
    const { result } = await withRetries(retries, async () => {
      const start = context.clock.monotonic();
      await lookThrough({ host, port, ...retries }, connect, 'connect', () => undefined);
      return context.clock.monotonic() - start;
    });
    return { subject, fields: fieldsOf(true, result) };
  } catch (error) {
    // A refusal is an answer: the host is there, and nothing listens.
    if (!(error instanceof NetworkFailure) || !error.refused) throw error;
    return { subject, detail: error.message, fields: fieldsOf(false, unknown(error.message)) };
  }
}

function fieldsOf(ok: boolean, latency: Known<number>): ReadonlyMap<string, Known<Value>> {
  return new Map<string, Known<Value>>([
    ['ok', ok],
    ['latency', latency],
  ]);
}
