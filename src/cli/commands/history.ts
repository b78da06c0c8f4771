import { history as pastChanges } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { deliver } from '../render/deliver.ts';
import { printDiagnostics } from '../render/print.ts';
import { choiceOf, choiceOptions, rolloutOperand } from './hand.ts';
import { policyRequest, storeFlags } from './request.ts';

export const history: Command = {
  name: 'history',
  summary: 'list what became of rollouts, with who and why',
  operands: rolloutOperand,
  options: choiceOptions,
  formats: ['text', 'json', 'jsonl'],
  examples: [
    { line: 'history', says: 'All rollouts of the store.' },
    { line: 'history checkout/main@prod --format jsonl', says: 'One of them, a change a line.' },
  ],
  async run(args, session) {
    const report = await pastChanges(
      { ...policyRequest(args), ...storeFlags(args), choice: choiceOf(args) },
      session.host,
    );
    await printDiagnostics(report.diagnostics, new Map(), session.stderr);
    const { historyForms } = await import('../render/rollout/history.ts');
    await deliver(historyForms(report), args.targets, session);
    return 0;
  },
};
