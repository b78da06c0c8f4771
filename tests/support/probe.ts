import { isUnknown, jsonOfValue } from '../../src/plan/value.ts';
import type { Clock, Probe, ProbeContext, Reading, ResolvedRecord } from '../../src/runtime/ports/index.ts';

/** A clock that stands still; nobody sleeps on it. */
export const stoppedClock: Clock = {
  now: () => Date.parse('2026-01-31T12:00:00Z'),
  monotonic: () => 0,
  sleep: () => Promise.reject(new Error('nobody sleeps on a stopped clock')),
};

export function probeContext(root: string, more: Partial<ProbeContext> = {}): ProbeContext {
  return {
    clock: stoppedClock,
    signal: new AbortController().signal,
    root,
    release: {},
    environment: () => undefined,
    once: (_, ask) => ask(),
    ...more,
  };
}

/** What a probe reads, as plain data; an unknown field is `{ unknown: reason }`. */
export async function observed(
  probe: Probe,
  config: ResolvedRecord,
  context: ProbeContext,
): Promise<Record<string, unknown>> {
  return fieldsOf(await probe.observe(config, context));
}

export function fieldsOf(reading: Reading): Record<string, unknown> {
  return Object.fromEntries(
    [...reading.fields].map(([name, value]) => [
      name,
      isUnknown(value) ? { unknown: value.reason } : jsonOfValue(value),
    ]),
  );
}
