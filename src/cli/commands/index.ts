/** The commands. Their tables are cheap; the application loads each one's work when it is asked for. */
import { Refusal } from '../../app/index.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Command, Commands } from '../arguments/command.ts';
import { usage, type Words } from '../arguments/parse.ts';
import { abort } from './abort.ts';
import { adopt } from './adopt.ts';
import { apply } from './apply.ts';
import { approve } from './approve.ts';
import { audit } from './audit.ts';
import { backtest } from './backtest.ts';
import { calendar } from './calendar.ts';
import { check } from './check.ts';
import { compile } from './compile.ts';
import { completion } from './completion.ts';
import { controller } from './controller.ts';
import { decide } from './decide.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { freeze } from './freeze.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { lsp } from './lsp.ts';
import { notify } from './notify.ts';
import { pause } from './pause.ts';
import { plan } from './plan.ts';
import { probe } from './probe.ts';
import { probes } from './probes.ts';
import { promote } from './promote.ts';
import { repin } from './repin.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';
import { rollback } from './rollback.ts';
import { rollout } from './rollout.ts';
import { schema } from './schema.ts';
import { simulate } from './simulate.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { store } from './store.ts';
import { test } from './test.ts';
import { tick } from './tick.ts';
import { unfreeze } from './unfreeze.ts';
import { unlock } from './unlock.ts';
import { version } from './version.ts';
import { versions } from './versions.ts';

/** In the order of the help. */
const all: readonly Command[] = [
  init,
  lint,
  test,
  fmt,
  review,
  plan,
  check,
  apply,
  rollout,
  status,
  history,
  pause,
  resume,
  promote,
  approve,
  rollback,
  abort,
  stop,
  tick,
  controller,
  versions,
  decide,
  adopt,
  repin,
  unlock,
  freeze,
  unfreeze,
  notify,
  explain,
  calendar,
  simulate,
  backtest,
  audit,
  store,
  importCommand,
  compile,
  probe,
  probes,
  schema,
  lsp,
  completion,
  doctor,
  version,
  help,
];

/** Commands that the language promises and this version does not have. */
const later: ReadonlySet<string> = new Set(['enforce', 'serve']);

/** What help and completion are made from. */
export const commands: Commands = { all, named: commandNamed };

/** The command that a command line is for, and the words that are left for it. */
export function commandFor(words: Words): { command: Command; words: Words } {
  const { positionals, given } = words;
  const [name, ...operands] = positionals;
  if (given.some((option) => option.name === 'help'))
    return { command: help, words: { positionals: positionals.slice(0, 1), given: [] } };
  if (name !== undefined) return { command: commandNamed(name), words: { positionals: operands, given } };
  if (given.length === 1 && given[0]?.raw === '-V')
    return { command: version, words: { positionals, given: [] } };
  if (given.length > 0) return { command: check, words };
  throw new Refusal([usage('no command is given', '`sentinel --help` lists them')]);
}

function commandNamed(name: string): Command {
  const command = all.find((known) => known.name === name);
  if (command) return command;
  if (later.has(name))
    throw new Refusal([
      diagnostic('SEN2005', `\`sentinel ${name}\` is not yet in this version`, undefined, {
        help: '`sentinel --help` lists what is',
      }),
    ]);
  const names = all.map((known) => known.name);
  throw new Refusal([
    diagnostic('SEN2002', `unknown command \`${name}\``, undefined, {
      help: suggestName(name, names) ?? '`sentinel --help` lists them',
    }),
  ]);
}
