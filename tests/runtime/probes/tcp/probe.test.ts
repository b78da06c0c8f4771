import { expect, test } from 'vitest';

import { ProbeFailure } from '../../../../src/runtime/failure.ts';
import type { Reading, ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import { descriptor } from '../../../../src/runtime/probes/tcp/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/tcp/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';
import { closedPort, rawServer } from '../../../support/server.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

async function observe(
  config: ResolvedRecord,
  clock = new VirtualClock(),
  signal = new AbortController().signal,
): Promise<Reading & Record<string, unknown>> {
  const full = withDefaults(descriptor, { timeout: 2000, ...config });
  const reading = await clock.run(probe.observe(full, probeContext('/', { clock, signal })));
  return { ...reading, ...fieldsOf(reading) };
}

test('a port that is open', async () => {
  const port = await rawServer(() => undefined);
  expect(await observe({ host: '127.0.0.1', port })).toMatchObject({
    ok: true,
    latency: 0,
    subject: `127.0.0.1:${port}`,
  });
  expect(await observe({ host: 'localhost', port })).toMatchObject({ ok: true });
});

test('a port on which nothing listens is known not to answer', async () => {
  const clock = new VirtualClock();
  expect(await observe({ host: '127.0.0.1', port: await closedPort() }, clock)).toMatchObject({
    ok: false,
    latency: { unknown: 'connection refused (3 attempts)' },
    detail: 'connection refused (3 attempts)',
  });
  expect(clock.monotonic()).toBe(1500);
});

test.each([
  ['169.254.169.254', 'refused: 169.254.169.254 is a link-local address'],
  ['2852039166', 'refused: 169.254.169.254 is a link-local address'],
  ['fd00:ec2::254', 'refused: fd00:ec2::254 is a metadata service'],
  ['nowhere.invalid', /^the host name /u],
])('%s is unknown', async (host, reason) => {
  const failure = await observe({ host, port: 80 }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProbeFailure);
  expect((failure as Error).message).toMatch(reason);
});

test('a run that is cancelled', async () => {
  const port = await rawServer(() => undefined);
  const config = { host: '127.0.0.1', port };
  await expect(
    observe(config, new VirtualClock(), AbortSignal.abort(new Error('cancelled'))),
  ).rejects.toThrow('cancelled');
});
