import type { Command } from '../arguments/command.ts';
import { askByHand, handOptions, rolloutOperand } from './hand.ts';

export const promote: Command = {
  name: 'promote',
  summary: 'end the rest of the hold, where the checks are known to pass',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    { line: 'promote', says: 'The one that is on its way.' },
    {
      line: 'promote checkout/main@prod --reason "a quiet night"',
      says: 'This one; freezes, dwell and approvals are asked all the same.',
    },
  ],
  run: (args, session) => askByHand('promote', args, session, 'promoted by hand'),
};
