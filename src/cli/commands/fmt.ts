import { format, type FormatReport, type FormattedFile, Refusal } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { writeOutput } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import { type Session, standardInput } from '../session.ts';
import { type Line, piece } from '../text/text.ts';

export const fmt: Command = {
  name: 'fmt',
  summary: 'write policies in their canonical form, or in the other syntax',
  operands: { usage: '[FILE…]', least: 0, most: Number.POSITIVE_INFINITY, complete: 'file' },
  options: ['check', 'diff', 'to', 'output'],
  formats: [],
  examples: [
    { line: 'fmt', says: 'Rewrites the policy of this directory or of the repository.' },
    { line: 'fmt --check services/*/sentinel.yaml', says: 'For CI: lists what is not canonical.' },
    { line: 'fmt --to dsl sentinel.yaml --output sentinel.sntl', says: 'Converts a policy; comments stay.' },
    { line: 'fmt -', says: 'From standard input to standard output, as editors call it.' },
  ],
  async run(args, session) {
    refuseContradictions(args);
    const to = args.text('to') as 'yaml' | 'dsl' | undefined;
    const report = await format(
      {
        files: args.operands,
        ...(to && { to }),
        write: !to && !args.has('check') && !args.has('diff'),
        standardInput,
      },
      session.host,
    );
    const { files } = report;
    await printDiagnostics(
      files.flatMap(({ diagnostics }) => diagnostics),
      new Map(files.map(({ file, text }) => [file, text])),
      session.stderr,
    );
    await show(report, args, session);
    return exitCodeOf(report, args);
  },
};

function refuseContradictions(args: Arguments): void {
  const printed = args.has('to') || args.operands.includes('-');
  const wrong = [
    ...(args.operands.length > 1 && printed
      ? [usage(`\`${args.has('to') ? '--to' : '-'}\` takes one policy`, 'name one file')]
      : []),
    ...(args.has('to') && (args.has('check') || args.has('diff'))
      ? [usage('`--to` goes with neither `--check` nor `--diff`')]
      : []),
    ...(args.has('output') && !printed
      ? [usage('`--output` goes with `--to` or `-`', 'without them files are written in place')]
      : []),
  ];
  if (wrong.length > 0) throw new Refusal(wrong);
}

async function show({ files }: FormatReport, args: Arguments, session: Session): Promise<void> {
  const changed = files.filter(isChanged);
  if (args.has('diff')) {
    const { unifiedDiff } = await import('../render/diff.ts');
    for (const { file, text, formatted = text } of changed)
      session.stdout.lines(unifiedDiff(file, text, formatted));
  } else if (args.has('check')) session.stdout.lines(changed.map(({ file }): Line => [piece('path', file)]));
  else if (args.has('to') || args.operands.includes('-'))
    for (const { formatted } of files) {
      if (formatted !== undefined) writeOutput(args.text('output'), formatted, session);
    }
  else session.stdout.lines(changed.map(({ file }): Line => ['formatted ', piece('path', file)]));
}

function isChanged({ text, formatted }: FormattedFile): boolean {
  return formatted !== undefined && formatted !== text;
}

function exitCodeOf({ files }: FormatReport, args: Arguments): ExitCode {
  const failed = files.some(({ formatted }) => formatted === undefined);
  return failed || (args.has('check') && files.some(isChanged)) ? 1 : 0;
}
