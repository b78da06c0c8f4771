/** What the commands share that change the record of one rollout. */
import type { ChangedReport, ChangeRequest } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments } from '../arguments/command.ts';
import { deliver } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import type { Session } from '../session.ts';
import { choiceOf, reasonOf } from './hand.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export async function changeByHand(
  done: string,
  args: Arguments,
  session: Session,
  change: (request: ChangeRequest) => Promise<ChangedReport>,
): Promise<ExitCode> {
  const report = await change({
    ...policyRequest(args),
    ...storeFlags(args),
    ...given(args, ['actor']),
    choice: choiceOf(args),
    reason: await reasonOf(args, session),
    signal: session.signal,
  });
  await printDiagnostics(report.diagnostics, new Map(), session.stderr);
  const { changedForms } = await import('../render/rollout/changed.ts');
  await deliver(changedForms(done, report), args.targets, session);
  return 0;
}
