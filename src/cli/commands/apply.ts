import {
  apply as applyRelease,
  type ApplyRequest,
  Refusal,
  type RunReport,
  type RunRequest,
} from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { pageOf } from '../render/print.ts';
import { runLines } from '../render/run/text.ts';
import type { Session } from '../session.ts';
import type { Line } from '../text/text.ts';
import { confirmed, requireAnswer } from './asking.ts';
import { duration } from './request.ts';
import { decide, runOptions } from './run.ts';

export const apply: Command = {
  name: 'apply',
  summary: 'judge a release, ask, judge again, do the steps of the policy, follow its rollout',
  operands: { usage: '[PLANFILE]', least: 0, most: 1, complete: 'file' },
  options: ['auto-approve', 'shadow', 'detach', 'timeout', 'break-glass', 'reason', ...runOptions],
  formats: ['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    { line: 'apply --env prod --version v1.2.3', says: 'Shows the plan and asks before it acts.' },
    { line: 'apply --auto-approve --env prod --version v1.2.3', says: 'In CI, where nobody can be asked.' },
    {
      line: 'apply --env prod --break-glass --reason "checkout is down, OPS-931"',
      says: 'In an emergency: goes over freezes, limits and what is unknown.',
    },
    {
      line: 'apply --auto-approve --env prod --version v1.2.3 --timeout 2h',
      says: 'Follows the rollout for so long; it goes on without this run.',
    },
    { line: 'apply release.plan', says: 'Applies a saved plan exactly, or says what went stale.' },
  ],
  run(args, session) {
    const [planFile] = args.operands;
    const breakGlass = breakGlassReason(args);
    return act('apply', args, session, () => ({
      ...(planFile !== undefined && { planFile }),
      ...(breakGlass !== undefined && { breakGlass }),
    }));
  },
};

/** Asks before it acts, and follows what it began. `own`: what the command asks beside what all of them do. */
export function act(
  command: string,
  args: Arguments,
  session: Session,
  own: (request: RunRequest) => Partial<ApplyRequest>,
): Promise<ExitCode> {
  requireAnswer(args, session, command);
  const timeout = duration(args, 'timeout');
  return decide('apply', args, session, (request) =>
    applyRelease(
      {
        ...request,
        ...own(request),
        shadow: args.has('shadow'),
        detach: args.has('detach'),
        ...(timeout !== undefined && { timeout }),
        confirm: (report) => confirmed(() => aboutRun(report, session), args, session),
      },
      session.host,
    ),
  );
}

/** What would be done. */
async function aboutRun(report: RunReport, { stderr }: Session): Promise<readonly Line[]> {
  return runLines(report, 'rules', await pageOf(stderr, [JSON.stringify(report.decision)]));
}

/** Each of the two options asks for the other. */
function breakGlassReason(args: Arguments): string | undefined {
  const reason = args.text('reason');
  if (args.has('break-glass'))
    return (
      reason ??
      refuseUsage(
        '`--break-glass` needs a reason',
        'give `--reason "…"`: it is audited, and shown in every output',
      )
    );
  if (reason !== undefined) refuseUsage('`--reason` stands with `--break-glass`', 'leave it out');
  return undefined;
}

function refuseUsage(message: string, help: string): never {
  throw new Refusal([usage(message, help)]);
}
