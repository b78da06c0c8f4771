import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const pause: Command = commandByHand({
  request: 'pause',
  usual: 'paused by hand',
  summary: 'hold a rollout where it is, until `resume`',
  examples: [
    { line: 'pause', says: 'The one that is on its way.' },
    {
      line: 'pause checkout/main@prod --reason "odd latencies, looking"',
      says: 'This one; checks and the way back go on.',
    },
  ],
});
