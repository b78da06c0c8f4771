import { lint as lintPolicies, Refusal } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { policyOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { deliver } from '../render/deliver.ts';
import { lintForms } from '../render/lint.ts';
import { policyRequest } from './request.ts';

export const lint: Command = {
  name: 'lint',
  summary: 'find mistakes in policies, without network or processes',
  operands: { usage: '[FILE…]', least: 0, most: Number.POSITIVE_INFINITY, complete: 'file' },
  options: ['fix', 'unsafe-fixes', ...policyOptions],
  formats: ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    { line: 'lint', says: 'Check the policy of this directory or of the repository.' },
    { line: 'lint services/*/sentinel.yaml', says: 'Check several policies.' },
    { line: 'lint --fix', says: 'Mend what can be mended without another meaning.' },
    {
      line: 'lint --format sarif --output lint.sarif --format text',
      says: 'Write a report and show the text too.',
    },
  ],
  async run(args, session) {
    const report = await lintPolicies(
      { ...policyRequest(args), files: args.operands, ...fixes(args) },
      session.host,
    );
    await deliver(lintForms(report), args.targets, session);
    const failed = report.files.some((file) => file.diagnostics.some(({ severity }) => severity === 'error'));
    return failed ? 1 : 0;
  },
};

function fixes(args: Arguments): { readonly fix?: 'safe' | 'all' } {
  const all = args.has('unsafe-fixes');
  if (args.has('fix')) return { fix: all ? 'all' : 'safe' };
  if (all)
    throw new Refusal([usage('`--unsafe-fixes` without `--fix`', 'give both to write all suggestions')]);
  return {};
}
