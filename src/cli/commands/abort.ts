import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const abort: Command = commandByHand({
  request: 'abort',
  summary: 'take a rollout back to 0 % at once, without quarantine',
  examples: [
    { line: 'abort --reason "OPS-931"', says: 'The one that is on its way; every user leaves the canary.' },
    { line: 'abort checkout@prod --reason "wrong artifact"', says: 'The one of this policy in prod.' },
  ],
});
