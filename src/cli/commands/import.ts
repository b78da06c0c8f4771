import { importFreezes } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { writeOutput } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import { standardInput } from '../session.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'print freezes of GitLab or of a calendar as a part of a policy',
  operands: { usage: 'FILE', least: 1, most: 1, complete: 'file' },
  options: ['from', 'to', 'output'],
  formats: [],
  examples: [
    { line: 'import freeze_periods.json', says: "What GitLab's API lists as deploy freezes." },
    { line: 'import company.ics --to dsl', says: 'Events of a calendar; with `-` from standard input.' },
  ],
  async run(args, session) {
    const [file = ''] = args.operands;
    const from = args.text('from') as 'gitlab' | 'ics' | undefined;
    const { text, diagnostics } = await importFreezes(
      {
        file,
        ...(from && { from }),
        to: args.text('to') === 'dsl' ? 'dsl' : 'yaml',
        standardInput,
      },
      session.host,
    );
    await printDiagnostics(diagnostics, new Map(), session.stderr);
    writeOutput(args.text('output'), text, session);
    return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
  },
};
