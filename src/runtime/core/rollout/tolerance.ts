/** Failures that are borne. */
import { FALSE, TRUE, type Truth } from '../../../plan/kleene.ts';
import type { Tolerance } from '../../../plan/rollout.ts';

/** Known observations of a stage that still matter, oldest first; true is a failure. */
export type ToleranceCount = readonly boolean[];

/** With one more observation; what is unknown leaves no trace. */
export function counted(tolerance: Tolerance, count: ToleranceCount, failed: Truth): ToleranceCount {
  if (failed !== TRUE && failed !== FALSE) return count;
  const all = [...count, failed === TRUE];
  switch (tolerance.kind) {
    case 'total':
      return all.filter(Boolean);
    case 'of':
      return all.slice(-tolerance.of);
    case 'consecutive':
      return failed === TRUE ? all : [];
  }
}

/** Whether more failed than is borne. */
export function exceeded({ count: borne }: Tolerance, count: ToleranceCount): boolean {
  return count.filter(Boolean).length > borne;
}
