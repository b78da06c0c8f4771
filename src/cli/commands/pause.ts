import type { Command } from '../arguments/command.ts';
import { askByHand, handOptions, rolloutOperand } from './hand.ts';

export const pause: Command = {
  name: 'pause',
  summary: 'hold a rollout where it is, until `resume`',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    { line: 'pause', says: 'The one that is on its way.' },
    {
      line: 'pause checkout/main@prod --reason "odd latencies, looking"',
      says: 'This one; checks and the way back go on.',
    },
  ],
  run: (args, session) => askByHand('pause', args, session, 'paused by hand'),
};
