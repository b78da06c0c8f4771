/** What the commands share with which people act on a rollout by hand. */
import {
  ask as askRollout,
  type AskedReport,
  type HandRequest,
  type RolloutChoice,
} from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import type { OptionName } from '../arguments/options.ts';
import { show } from '../render/deliver.ts';
import type { Session } from '../session.ts';
import { reasonOf } from './asking.ts';
import { given, policyRequest, storeFlags } from './request.ts';

/** Which rollout. */
export const choiceOptions = [
  'env',
  'workload',
  'cluster',
  'namespace',
  'region',
  'shadow',
  'policy',
  'config',
  'store',
] as const satisfies readonly OptionName[];

export const handOptions = ['reason', 'actor', ...choiceOptions] as const satisfies readonly OptionName[];

export const rolloutOperand = { usage: '[POLICY[/ROLLOUT][@ENV]]', least: 0, most: 1 } as const;

export function choiceOf(args: Arguments): RolloutChoice {
  const [name] = args.operands;
  return {
    ...given(args, ['env', 'workload', 'cluster', 'namespace', 'region']),
    ...(name !== undefined && { name }),
    shadow: args.has('shadow'),
  };
}

interface ByHand extends Pick<Command, 'summary' | 'examples'> {
  /** Also the name of the command. */
  readonly request: HandRequest;
  /** The reason where none is given; without one it is required. */
  readonly usual?: string;
}

/** Asks it of the rollout that is named. */
export function commandByHand({ request, usual, ...about }: ByHand): Command {
  return {
    ...about,
    name: request,
    operands: rolloutOperand,
    options: handOptions,
    formats: ['text', 'json'],
    run: (args, session) => askByHand(request, args, session, usual),
  };
}

async function askByHand(
  request: HandRequest,
  args: Arguments,
  session: Session,
  usual: string | undefined,
): Promise<ExitCode> {
  const reason = args.text('reason') ?? usual ?? (await reasonOf(args, session));
  const report = await askRollout(
    {
      ...policyRequest(args),
      ...storeFlags(args),
      ...given(args, ['actor']),
      request,
      choice: choiceOf(args),
      reason,
      look: true,
      signal: session.signal,
    },
    session.host,
  );
  return showAsked(report, args, session);
}

/** Exit code 1 where one of them did not do it. */
export async function showAsked(report: AskedReport, args: Arguments, session: Session): Promise<ExitCode> {
  const { askedForms } = await import('../render/rollout/asked.ts');
  await show(report, askedForms(report), args, session);
  return report.asked.every(({ result }) => result === 'done') ? 0 : 1;
}
