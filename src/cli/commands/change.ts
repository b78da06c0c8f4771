/** What the commands share that change the record of one rollout. */
import type { ChangedReport, ChangeRequest } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments } from '../arguments/command.ts';
import { show } from '../render/deliver.ts';
import type { Session } from '../session.ts';
import { reasonOf } from './asking.ts';
import { choiceOf } from './hand.ts';
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
  const { changedForms } = await import('../render/rollout/changed.ts');
  await show(report, changedForms(done, report), args, session);
  return 0;
}
