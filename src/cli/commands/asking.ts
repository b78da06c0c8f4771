/** What commands ask of a person, and what they do where there is none. */
import { Refusal } from '../../app/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { ask, type Session } from '../session.ts';
import type { Line } from '../text/text.ts';

/** `doing`: what the question is about, as the command is called. */
export function requireAnswer(args: Pick<Arguments, 'has'>, session: Session, doing: string): void {
  if (args.has('auto-approve') || session.canAsk) return;
  throw new Refusal([
    usage(
      `\`${doing}\` asks before it acts, and there is nobody to ask`,
      'give `--auto-approve` to act without a question',
    ),
  ]);
}

/** Shows what it is about, and takes nothing but `yes` for an answer. */
export async function confirmed(
  about: () => Promise<readonly Line[]>,
  args: Pick<Arguments, 'has'>,
  session: Session,
): Promise<boolean> {
  if (args.has('auto-approve')) return true;
  session.stderr.lines([...(await about()), []]);
  return (await ask('Type `yes` to go on: ', session)) === 'yes';
}

/** As it was given, or as somebody types it. */
export async function reasonOf(args: Arguments, session: Session): Promise<string> {
  const reason = args.text('reason') ?? (session.canAsk ? await ask('Why? ', session) : '');
  if (reason !== '') return reason;
  throw new Refusal([usage('`--reason` is missing, which says why', 'give `--reason TEXT`: it is audited')]);
}
