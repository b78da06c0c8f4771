import { apply as applyRelease, Refusal, type RunReport } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { pageOf } from '../render/print.ts';
import { runLines } from '../render/run/text.ts';
import { ask, type Session } from '../session.ts';
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
    requireAsking('apply', args, session);
    const [planFile] = args.operands;
    const breakGlass = breakGlassReason(args);
    const timeout = duration(args, 'timeout');
    return decide('apply', args, session, (request) =>
      applyRelease(
        {
          ...request,
          ...(planFile !== undefined && { planFile }),
          shadow: args.has('shadow'),
          detach: args.has('detach'),
          ...(timeout !== undefined && { timeout }),
          ...(breakGlass !== undefined && { breakGlass }),
          confirm: (report) => confirm(report, args, session),
        },
        session.host,
      ),
    );
  },
};

export function requireAsking(command: string, args: Arguments, session: Session): void {
  if (!args.has('auto-approve') && !session.canAsk)
    refuseUsage(
      `\`${command}\` asks before it acts, and there is nobody to ask`,
      'give `--auto-approve` to act without a question',
    );
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

/** Shows what would be done and takes nothing but `yes` for an answer. */
export async function confirm(report: RunReport, args: Arguments, session: Session): Promise<boolean> {
  if (args.has('auto-approve')) return true;
  const page = await pageOf(session.stderr, [JSON.stringify(report.decision)]);
  session.stderr.lines([...runLines(report, 'rules', page), []]);
  return (await ask('Type `yes` to go on: ', session)) === 'yes';
}
