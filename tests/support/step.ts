import type { StepContext } from '../../src/runtime/ports/index.ts';
import { stoppedClock } from './probe.ts';

export function stepContext(root: string, more: Partial<StepContext> = {}): StepContext {
  return {
    clock: stoppedClock,
    signal: new AbortController().signal,
    root,
    release: {},
    environment: () => undefined,
    idempotencyKey: 'key-1',
    ...more,
  };
}
