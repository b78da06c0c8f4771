import type { RunReport } from '../../../app/index.ts';
import { positionText } from '../../../plan/assignment.ts';
import type { Diagnostic } from '../../../plan/diagnostic.ts';

/** The decision's own sentence; with a rollout, what became of it; where acting on a safe one failed, what failed. */
export function closingSentence(report: RunReport): string {
  const rollouts = (report.group ?? [report]).flatMap(({ rollout }) => rollout ?? []);
  if (rollouts.length > 0 && report.exitCode === 0) return `Safe: ${rollouts.map(rolloutSentence).join(' ')}`;
  if (report.exitCode === report.decision.exitCode) return report.decision.summary;
  return refusalSentence(report.diagnostics);
}

function rolloutSentence({ status }: NonNullable<RunReport['rollout']>): string {
  const { name, phase, version = 'the release', roles, weight, audiences, mode, handover } = status;
  const at = positionText(weight.intended, audiences);
  if (phase !== 'completed') return `${name} is on its way with ${version} at ${at}.`;
  return mode === 'shadow'
    ? `${name} would have completed with ${version}; nothing was changed.`
    : `${name} completed: ${version} takes ${handover ? '100 %' : at} on ${handover ? roles.stable : roles.canary}.`;
}

/** `Blocked:` with the first error, and how many more there are. */
export function refusalSentence(diagnostics: readonly Diagnostic[]): string {
  const [first, ...more] = diagnostics.filter(({ severity }) => severity === 'error');
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `Blocked: ${first?.message ?? 'it could not be done'}${rest}`;
}
