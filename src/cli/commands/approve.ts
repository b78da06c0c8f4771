import type { Command } from '../arguments/command.ts';
import { askByHand, handOptions, rolloutOperand } from './hand.ts';

export const approve: Command = {
  name: 'approve',
  summary: 'agree to the next stage; counts only from a verified identity',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    {
      line: 'approve checkout/main@prod --reason "looks fine"',
      says: 'Counts where SENTINEL_TOKEN holds a token that the operator knows; is recorded otherwise.',
    },
    { line: 'approve checkout/main@prod --actor ann --format json', says: 'For programs.' },
  ],
  run: (args, session) => askByHand('approve', args, session, 'approved by hand'),
};
