import { evidence, evidenceList, history as pastChanges } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { show } from '../render/deliver.ts';
import type { Session } from '../session.ts';
import { choiceOf, choiceOptions, rolloutOperand } from './hand.ts';
import { policyRequest, storeFlags } from './request.ts';

export const history: Command = {
  name: 'history',
  summary: 'list what became of rollouts, with who and why',
  operands: { ...rolloutOperand, usage: '[POLICY[/ROLLOUT][@ENV] | ID]' },
  options: ['evidence', ...choiceOptions],
  formats: ['text', 'json', 'jsonl'],
  examples: [
    { line: 'history', says: 'All rollouts of the store.' },
    { line: 'history checkout/main@prod --format jsonl', says: 'One of them, a change a line.' },
    { line: 'history --evidence', says: 'The decisions and rollouts that there is evidence of.' },
    {
      line: 'history 1f0c9a2e --evidence --format json',
      says: 'What one of them rested upon, for a post-mortem.',
    },
  ],
  async run(args, session) {
    if (args.has('evidence')) return showEvidence(args, session);
    const report = await pastChanges(
      { ...policyRequest(args), ...storeFlags(args), choice: choiceOf(args) },
      session.host,
    );
    const { historyForms } = await import('../render/rollout/history.ts');
    await show(report, historyForms(report), args, session);
    return 0;
  },
};

async function showEvidence(args: Arguments, session: Session): Promise<ExitCode> {
  const [id] = args.operands;
  const request = { ...policyRequest(args), ...storeFlags(args) };
  const { evidenceForms, evidenceListForms } = await import('../render/rollout/evidence.ts');
  if (id === undefined) {
    const report = await evidenceList(request, session.host);
    await show(report, evidenceListForms(report), args, session);
    return 0;
  }
  const report = await evidence({ ...request, id }, session.host);
  await show(report, evidenceForms(report), args, session);
  return 0;
}
