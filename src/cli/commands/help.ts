import type { Command } from '../arguments/command.ts';
import { helpFor, overview } from '../arguments/help.ts';
import { pageOf } from '../render/print.ts';

export const help: Command = {
  name: 'help',
  summary: 'tell what a command does and takes',
  operands: { usage: '[COMMAND]', least: 0, most: 1 },
  options: [],
  formats: [],
  examples: [{ line: 'help plan', says: 'The same as `sentinel plan --help`.' }],
  async run({ operands: [name] }, { commands, stdout }) {
    const page = await pageOf(stdout, []);
    stdout.lines(name === undefined ? overview(commands.all, page) : helpFor(commands.named(name), page));
    return 0;
  },
};
