import { completionScript, type Shell, shells } from '../arguments/completion.ts';
import type { Command } from '../arguments/command.ts';
import { Refusal } from '../../app/index.ts';
import { usage, whichOf } from '../arguments/parse.ts';

export const completion: Command = {
  name: 'completion',
  summary: 'print what makes a shell complete commands and options',
  operands: { usage: 'SHELL', least: 1, most: 1, complete: shells },
  options: [],
  formats: [],
  examples: [
    { line: 'completion bash', says: 'Load it with `source <(sentinel completion bash)`.' },
    { line: 'completion fish', says: 'Load it with `sentinel completion fish | source`.' },
  ],
  run({ operands: [name = ''] }, { commands, stdout }) {
    if (!isShell(name))
      throw new Refusal([usage(`there is no completion for \`${name}\``, whichOf(name, shells))]);
    stdout.text(completionScript(name, commands.all));
    return Promise.resolve(0);
  },
};

function isShell(name: string): name is Shell {
  return (shells as readonly string[]).includes(name);
}
