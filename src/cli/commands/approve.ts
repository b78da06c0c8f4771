import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const approve: Command = commandByHand({
  request: 'approve',
  usual: 'approved by hand',
  summary: 'agree to the next stage; counts only from a verified identity',
  examples: [
    {
      line: 'approve checkout/main@prod --reason "looks fine"',
      says: 'Counts where SENTINEL_TOKEN holds a token that the operator knows; is recorded otherwise.',
    },
    { line: 'approve checkout/main@prod --actor ann --format json', says: 'For programs.' },
  ],
});
