/** A machine for the application, of which a test says everything. Its clock stands still. */
import { createRedactor, type Host } from '../../src/app/index.ts';
import type { ContextRequest, RunEvent, RunRequest } from '../../src/app/index.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface TestHost extends Host {
  readonly clock: VirtualClock;
}

export function hostIn(cwd: string, env: Readonly<Record<string, string>> = {}): TestHost {
  return { cwd, env: { HOME: cwd, ...env }, clock: new VirtualClock(), redactor: createRedactor() };
}

/** A request with nothing given; its events are kept in `events`. */
export function requestWith(
  parts: Partial<ContextRequest> = {},
  events: RunEvent[] = [],
): Omit<RunRequest, 'wait'> & { readonly wait: true } {
  return {
    release: {},
    set: [],
    signal: new AbortController().signal,
    listener: (event) => events.push(event),
    wait: true,
    ...parts,
  };
}
