import { Refusal, test as testPolicies, type TestReport } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import { readRatio } from '../../plan/units.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { policyOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import type { Session } from '../session.ts';
import { policyRequest } from './request.ts';

export const test: Command = {
  name: 'test',
  summary: 'run the tests of a policy: cases, tables, rollouts in virtual time',
  operands: { usage: '[FILE…]', least: 0, most: Number.POSITIVE_INFINITY, complete: 'file' },
  options: ['coverage-min', 'watch', ...policyOptions],
  formats: ['text', 'json', 'junit', 'tap'],
  examples: [
    { line: 'test', says: 'Every *.test.yaml beside the policy.' },
    { line: 'test --watch', says: 'Again at every change of a file.' },
    {
      line: 'test --coverage-min 80% --format junit --output tests.xml',
      says: 'For a build: fails where the tests see too little of the conditions.',
    },
  ],
  async run(args, session) {
    const since = session.host.clock.now();
    const report = await once(args, session);
    if (!args.has('watch')) return exitCodeOf(report);
    const { changes } = await import('../watch.ts');
    for await (const _ of changes(report.read, isPolicyOrTest, since, session.signal))
      await again(args, session);
    return 0;
  },
};

/** Also one that is not there yet, and what a policy that cannot be read would name. */
function isPolicyOrTest(name: string): boolean {
  return /\.(?:ya?ml|sntl)$/u.test(name);
}

async function once(args: Arguments, session: Session): Promise<TestReport> {
  const coverageMin = coverageOf(args);
  const report = await testPolicies(
    {
      ...policyRequest(args),
      files: args.operands,
      ...(coverageMin !== undefined && { coverageMin }),
      signal: session.signal,
    },
    session.host,
  );
  const { testForms } = await import('../render/test/forms.ts');
  await show(report, testForms(report), args, session);
  return report;
}

/** While files are written they may be missing for a moment; that ends no watch. */
async function again(args: Arguments, session: Session): Promise<void> {
  try {
    await once(args, session);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await printDiagnostics(error.diagnostics, error.sources, session.stderr);
  }
  session.stdout.flush();
}

function exitCodeOf({ files, diagnostics, covered, coverageMin = 0 }: TestReport): ExitCode {
  const isGreen =
    files.every(({ cases }) => cases.every(({ differences }) => differences.length === 0)) &&
    diagnostics.every(({ severity }) => severity !== 'error');
  return isGreen && covered >= coverageMin ? 0 : 1;
}

function coverageOf(args: Arguments): number | undefined {
  const text = args.text('coverage-min');
  if (text === undefined) return undefined;
  const reading = readRatio(text);
  if ('value' in reading && reading.value >= 0 && reading.value <= 1) return reading.value;
  throw new Refusal([
    usage(
      `\`--coverage-min\` is a share from 0% to 100%, not \`${text}\``,
      'write such as `--coverage-min 80%`',
    ),
  ]);
}
