/** What commands about the store have in common. */
import { type KeeperRequest, Refusal } from '../../app/index.ts';
import type { OptionName } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { ticker } from '../render/ticker.ts';
import { ask, type Session } from '../session.ts';
import type { Line } from '../text/text.ts';
import type { ActionArguments } from './actions.ts';

export const keeperOptions = ['store', 'policy', 'config'] as const satisfies readonly OptionName[];

/** Shows how far the work has come, in pieces of this name. */
export async function keeping<T>(
  args: ActionArguments,
  session: Session,
  noun: string,
  work: (request: KeeperRequest) => Promise<T>,
): Promise<T> {
  const { progress, close } = ticker(session, noun);
  const [store, policy, config] = keeperOptions.map((name) => args.text(name));
  try {
    return await work({
      ...(store !== undefined && { store }),
      ...(policy !== undefined && { policy }),
      ...(config !== undefined && { config }),
      progress,
      signal: session.signal,
    });
  } finally {
    close();
  }
}

/** `doing`: what the question is about, as the command is called. */
export function requireAnswer(args: ActionArguments, session: Session, doing: string): void {
  if (args.has('auto-approve') || session.canAsk) return;
  throw new Refusal([
    usage(
      `\`${doing}\` asks before it acts, and there is nobody to ask`,
      'give `--auto-approve` to act without a question',
    ),
  ]);
}

/** Takes nothing but `yes` for an answer. */
export async function confirmed(
  about: readonly Line[],
  args: ActionArguments,
  session: Session,
): Promise<boolean> {
  if (args.has('auto-approve')) return true;
  session.stderr.lines([...about, []]);
  return (await ask('Type `yes` to go on: ', session)) === 'yes';
}
