/** What `plan`, `check` and `apply` share: progress while they run, and the decision in every form that was asked for. */
import { Refusal, type RunReport, type RunRequest } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments } from '../arguments/command.ts';
import { type OptionName, policyOptions, releaseOptions, storeOptions } from '../arguments/options.ts';
import { followDisplay } from '../live/display.ts';
import { show } from '../render/deliver.ts';
import { progressDisplay, showing } from '../render/progress.ts';
import { refusedForms, runForms } from '../render/run/forms.ts';
import { streaming } from '../render/stream.ts';
import type { Session } from '../session.ts';
import { contextRequest } from './request.ts';

export const runOptions = [
  'no-wait',
  ...releaseOptions,
  ...policyOptions,
  ...storeOptions,
] as const satisfies readonly OptionName[];

/** Runs `work` and shows what it decided; the facts too where the command is asked where they come from. */
export async function decide(
  command: RunReport['command'],
  args: Arguments,
  session: Session,
  work: (request: RunRequest) => Promise<RunReport>,
): Promise<ExitCode> {
  const display =
    command === 'apply'
      ? followDisplay(args, session, { drives: true })
      : progressDisplay(session.stderr, session.verbose);
  try {
    const report = await showing(display, (listener) =>
      work({
        ...contextRequest(args, session, streaming(args.targets, session.stdout, listener)),
        wait: !args.has('no-wait'),
      }),
    );
    const detail = session.verbose ? 'all' : command === 'plan' ? 'facts' : 'rules';
    await show(report, runForms(report, detail), args, session);
    return report.exitCode;
  } catch (error) {
    if (session.signal.aborted || !(error instanceof Refusal)) throw error;
    await show(error, refusedForms(command, error), args, session);
    return 1;
  }
}
