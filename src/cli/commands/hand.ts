/** What the commands share with which people act on a rollout by hand. */
import { ask as askRollout, type HandRequest, Refusal, type RolloutChoice } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import type { OptionName } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { deliver } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import { ask, type Session } from '../session.ts';
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
  await printDiagnostics(report.diagnostics, new Map(), session.stderr);
  const { askedForms } = await import('../render/rollout/asked.ts');
  await deliver(askedForms(report), args.targets, session);
  return report.asked.every(({ result }) => result === 'done') ? 0 : 1;
}

/** As it was given, or as somebody types it. */
export async function reasonOf(args: Arguments, session: Session): Promise<string> {
  const reason = args.text('reason') ?? (session.canAsk ? await ask('Why? ', session) : '');
  if (reason !== '') return reason;
  throw new Refusal([usage('`--reason` is missing, which says why', 'give `--reason TEXT`: it is audited')]);
}
