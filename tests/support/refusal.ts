import { expect } from 'vitest';
import { Refusal } from '../../src/app/index.ts';
import type { Diagnostic } from '../../src/plan/diagnostic.ts';

/** What the work is refused with; fails when it is not refused. */
export async function refusedWith(work: Promise<unknown>): Promise<readonly Diagnostic[]> {
  const [outcome] = await Promise.allSettled([work]);
  if (outcome.status === 'rejected' && outcome.reason instanceof Refusal) return outcome.reason.diagnostics;
  expect(outcome).toBe('a refusal');
  return [];
}
