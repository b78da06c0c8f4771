/** Commands of several actions: the first operand says which, and each has its own operands, options and forms. */
import { Refusal } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import type { Arguments, Command, Target } from '../arguments/command.ts';
import type { Format, OptionName } from '../arguments/options.ts';
import { oneOf, usage, whichOf } from '../arguments/parse.ts';
import type { Session } from '../session.ts';

export interface Action {
  readonly name: string;
  /** An operand beside the name, as in a usage line: `[FILE]`. */
  readonly operand?: string;
  /** Beside those that all actions of the command take. */
  readonly options: readonly OptionName[];
  /** The usual one first. */
  readonly formats: readonly Format[];
  run(args: ActionArguments, session: Session): Promise<ExitCode>;
}

export interface ActionArguments extends Pick<Arguments, 'has' | 'text' | 'texts' | 'targets'> {
  readonly operand?: string;
}

interface Table extends Pick<Command, 'name' | 'summary' | 'examples'> {
  /** Of every action. */
  readonly options: readonly OptionName[];
  readonly actions: readonly Action[];
}

export function commandOf({ name, summary, examples, options, actions }: Table): Command {
  const union = <T>(lists: readonly (readonly T[])[]): readonly T[] => [...new Set(lists.flat())];
  const forms = actions.map((action) => [action.name, action.operand].filter(Boolean).join(' '));
  return {
    name,
    summary,
    examples,
    operands: {
      usage: `{${forms.join('|')}}`,
      least: 1,
      most: 2,
      complete: actions.map((action) => action.name),
    },
    options: union([...actions.map((action) => action.options), options]),
    formats: union(actions.map(({ formats }) => formats)),
    run(args, session) {
      const [chosen = '', operand] = args.operands;
      const action = actions.find((known) => known.name === chosen) ?? refuseAction(name, chosen, actions);
      const full = `${name} ${chosen}`;
      checkOperand(full, action, operand);
      for (const option of union(actions.map((known) => known.options)))
        if (args.has(option) && !action.options.includes(option) && !options.includes(option))
          throw new Refusal([diagnostic('SEN2003', `\`${full}\` takes no \`--${option}\``)]);
      return action.run(
        { ...args, targets: targetsOf(full, action, args), ...(operand !== undefined && { operand }) },
        session,
      );
    },
  };
}

function refuseAction(name: string, chosen: string, actions: readonly Action[]): never {
  const names = actions.map((action) => action.name);
  throw new Refusal([usage(`\`${name}\` has no action \`${chosen}\``, whichOf(chosen, names))]);
}

function checkOperand(full: string, action: Action, operand: string | undefined): void {
  const form = `the form is \`sentinel ${[full, action.operand].filter(Boolean).join(' ')}\``;
  if (operand === undefined) {
    if (action.operand === undefined || action.operand.startsWith('[')) return;
    throw new Refusal([usage(`\`${full}\` needs ${action.operand}`, form)]);
  }
  if (action.operand === undefined) throw new Refusal([usage(`unexpected argument \`${operand}\``, form)]);
}

function targetsOf(full: string, { formats }: Action, args: Arguments): readonly Target[] {
  const [usual = 'text'] = formats;
  if (!args.has('format')) return [{ format: usual }];
  const wrong = args.targets.find(({ format }) => !formats.includes(format));
  if (wrong)
    throw new Refusal([
      diagnostic('SEN2004', `\`--format\` of \`${full}\` cannot be \`${wrong.format}\``, undefined, {
        help: oneOf(formats),
      }),
    ]);
  return args.targets;
}
