import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const promote: Command = commandByHand({
  request: 'promote',
  usual: 'promoted by hand',
  summary: 'end the rest of the hold, where the checks are known to pass',
  examples: [
    { line: 'promote', says: 'The one that is on its way.' },
    {
      line: 'promote checkout/main@prod --reason "a quiet night"',
      says: 'This one; freezes, dwell and approvals are asked all the same.',
    },
  ],
});
