/** What commands about the store have in common. */
import type { KeeperRequest } from '../../app/index.ts';
import type { OptionName } from '../arguments/options.ts';
import { ticker } from '../render/ticker.ts';
import type { Session } from '../session.ts';
import type { ActionArguments } from './actions.ts';
import { given } from './request.ts';

export const keeperOptions = ['store', 'policy', 'config'] as const satisfies readonly OptionName[];

/** Shows how far the work has come, in pieces of this name. */
export async function keeping<T>(
  args: ActionArguments,
  session: Session,
  noun: string,
  work: (request: KeeperRequest) => Promise<T>,
): Promise<T> {
  const { progress, close } = ticker(session, noun);
  try {
    return await work({
      ...given(args, keeperOptions),
      progress,
      signal: session.signal,
    });
  } finally {
    close();
  }
}
