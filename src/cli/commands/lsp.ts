import { type Command, noOperands } from '../arguments/command.ts';

export const lsp: Command = {
  name: 'lsp',
  summary: 'the language server: speaks with an editor on standard input and output',
  operands: noOperands,
  options: [],
  formats: [],
  examples: [{ line: 'lsp', says: 'What an editor starts; docs/guide/editors.md says how.' }],
  async run(_, { host, signal }) {
    const { startServer } = await import('../../lsp/server.ts');
    startServer({ input: process.stdin, output: process.stdout, host });
    // The editor ends the server, and the process with it; only a signal gets here.
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  },
};
