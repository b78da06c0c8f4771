import { backtest as judgeAgain } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { show } from '../render/deliver.ts';
import { keeperOptions, keeping } from './keeping.ts';
import { given } from './request.ts';

export const backtest: Command = {
  name: 'backtest',
  summary: 'judge past decisions again by this policy, and list those that change',
  operands: { usage: '[FILE]', least: 0, most: 1, complete: 'file' },
  options: ['since', 'env', ...keeperOptions],
  formats: ['text', 'json'],
  examples: [
    { line: 'backtest --since 90d', says: 'What the audit of the store holds of the last three months.' },
    {
      line: 'backtest decisions.jsonl --policy stricter.yaml',
      says: 'Decisions of a file: an export of the audit, or lines with `at`, `release`, `facts`, `decision`.',
    },
  ],
  async run(args, session) {
    const [file] = args.operands;
    const report = await keeping(args, session, 'entries', (request) =>
      judgeAgain(
        { ...request, ...given(args, ['since', 'env']), ...(file !== undefined && { file }) },
        session.host,
      ),
    );
    const { backtestForms } = await import('../render/backtest/forms.ts');
    await show(report, backtestForms(report), args, session);
    return 0;
  },
};
