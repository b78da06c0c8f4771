import { programVersion } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { deliver } from '../render/deliver.ts';

export const version: Command = {
  name: 'version',
  summary: "print the program's own version",
  operands: noOperands,
  options: [],
  formats: ['text', 'json'],
  examples: [{ line: 'version', says: '`--version V` means the release; this is the program.' }],
  async run({ targets }, session) {
    const own = { version: programVersion(), node: process.version };
    await deliver(
      {
        texts: () => [],
        lines: () => [[`sentinel ${own.version} (Node ${own.node})`]],
        json: () => own,
      },
      targets,
      session,
    );
    return 0;
  },
};
