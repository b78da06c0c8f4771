import { apply as applyRelease, Refusal, type RunReport } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { pageOf } from '../render/print.ts';
import { runLines } from '../render/run/text.ts';
import { ask, type Session } from '../session.ts';
import { decide, runOptions } from './run.ts';

export const apply: Command = {
  name: 'apply',
  summary: 'judge a release, ask, judge again, and do the steps of the policy',
  operands: { usage: '[PLANFILE]', least: 0, most: 1, complete: 'file' },
  options: ['auto-approve', 'shadow', ...runOptions],
  formats: ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    { line: 'apply --env prod --version v1.2.3', says: 'Shows the plan and asks before it acts.' },
    { line: 'apply --auto-approve --env prod --version v1.2.3', says: 'In CI, where nobody can be asked.' },
    { line: 'apply release.plan', says: 'Applies a saved plan exactly, or says what went stale.' },
  ],
  run(args, session) {
    if (!args.has('auto-approve') && !session.canAsk)
      throw new Refusal([
        usage(
          '`apply` asks before it acts, and there is nobody to ask',
          'give `--auto-approve` to act without a question',
        ),
      ]);
    const [planFile] = args.operands;
    return decide('apply', args, session, (request) =>
      applyRelease(
        {
          ...request,
          ...(planFile !== undefined && { planFile }),
          shadow: args.has('shadow'),
          confirm: (report) => confirm(report, args, session),
        },
        session.host,
      ),
    );
  },
};

/** Shows what would be done and takes nothing but `yes` for an answer. */
async function confirm(report: RunReport, args: Arguments, session: Session): Promise<boolean> {
  if (args.has('auto-approve')) return true;
  const page = await pageOf(session.stderr, [JSON.stringify(report.decision)]);
  session.stderr.lines([...runLines(report, false, page), []]);
  return (await ask('Type `yes` to go on: ', session)) === 'yes';
}
