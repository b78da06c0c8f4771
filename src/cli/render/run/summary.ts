import type { RunReport } from '../../../app/index.ts';
import type { Diagnostic } from '../../../plan/diagnostic.ts';

/** The decision's own sentence; where acting on a safe one failed, what failed. */
export function closingSentence(report: RunReport): string {
  if (report.exitCode === report.decision.exitCode) return report.decision.summary;
  return refusalSentence(report.diagnostics);
}

/** `Blocked:` with the first error, and how many more there are. */
export function refusalSentence(diagnostics: readonly Diagnostic[]): string {
  const [first, ...more] = diagnostics.filter(({ severity }) => severity === 'error');
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `Blocked: ${first?.message ?? 'it could not be done'}${rest}`;
}
