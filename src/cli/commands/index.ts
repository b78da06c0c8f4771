/** The commands, each loaded when it is asked for. */
import { Refusal } from '../../app/index.ts';
import { diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Command, Commands } from '../arguments/command.ts';
import { usage, type Words } from '../arguments/parse.ts';

/** In the order of the help. */
const loaders = new Map<string, () => Promise<Command>>([
  ['init', async () => (await import('./init.ts')).init],
  ['lint', async () => (await import('./lint.ts')).lint],
  ['plan', async () => (await import('./plan.ts')).plan],
  ['check', async () => (await import('./check.ts')).check],
  ['apply', async () => (await import('./apply.ts')).apply],
  ['explain', async () => (await import('./explain.ts')).explain],
  ['compile', async () => (await import('./compile.ts')).compile],
  ['probe', async () => (await import('./probe.ts')).probe],
  ['probes', async () => (await import('./probes.ts')).probes],
  ['schema', async () => (await import('./schema.ts')).schema],
  ['completion', async () => (await import('./completion.ts')).completion],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
  ['version', async () => (await import('./version.ts')).version],
  ['help', async () => (await import('./help.ts')).help],
]);

/** Commands that the language promises and this version does not have. */
const later: ReadonlySet<string> = new Set([
  'abort',
  'adopt',
  'approve',
  'audit',
  'backtest',
  'calendar',
  'controller',
  'decide',
  'enforce',
  'fmt',
  'freeze',
  'history',
  'import',
  'lsp',
  'notify',
  'pause',
  'promote',
  'repin',
  'resume',
  'review',
  'rollback',
  'rollout',
  'serve',
  'simulate',
  'status',
  'stop',
  'store',
  'test',
  'tick',
  'unfreeze',
  'unlock',
  'versions',
]);

/** What help and completion are made from. */
export const commands: Commands = {
  all: () => Promise.all(Array.from(loaders.values(), (load) => load())),
  named: commandNamed,
};

/** The command that a command line is for, and the words that are left for it. */
export async function commandFor(words: Words): Promise<{ command: Command; words: Words }> {
  const { positionals, given } = words;
  const [name, ...operands] = positionals;
  if (given.some((option) => option.name === 'help'))
    return {
      command: await commandNamed('help'),
      words: { positionals: positionals.slice(0, 1), given: [] },
    };
  if (name !== undefined)
    return { command: await commandNamed(name), words: { positionals: operands, given } };
  if (given.length === 1 && given[0]?.raw === '-V')
    return { command: await commandNamed('version'), words: { positionals, given: [] } };
  if (given.length > 0) return { command: await commandNamed('check'), words };
  throw new Refusal([usage('no command is given', '`sentinel --help` lists them')]);
}

async function commandNamed(name: string): Promise<Command> {
  const load = loaders.get(name);
  if (load) return load();
  if (later.has(name))
    throw new Refusal([
      diagnostic('SEN2005', `\`sentinel ${name}\` is not yet in this version`, undefined, {
        help: '`sentinel --help` lists what is',
      }),
    ]);
  throw new Refusal([
    diagnostic('SEN2002', `unknown command \`${name}\``, undefined, {
      help: suggestName(name, loaders.keys()) ?? '`sentinel --help` lists them',
    }),
  ]);
}
