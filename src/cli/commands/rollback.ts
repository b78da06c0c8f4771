import type { Command } from '../arguments/command.ts';
import { askByHand, handOptions, rolloutOperand } from './hand.ts';

export const rollback: Command = {
  name: 'rollback',
  summary: 'take a rollout back as its policy says, also a completed one that is kept',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    { line: 'rollback checkout/main@prod --reason "OPS-931"', says: 'On its way, or completed and kept.' },
    { line: 'rollback --reason "OPS-931"', says: 'The only one there is.' },
  ],
  run: (args, session) => askByHand('rollback', args, session),
};
