import type { Command } from '../arguments/command.ts';
import { commandByHand } from './hand.ts';

export const resume: Command = commandByHand({
  request: 'resume',
  usual: 'resumed by hand',
  summary: 'let a paused rollout go on',
  examples: [
    { line: 'resume', says: 'The hold of its stage begins again, with observations of its own.' },
    { line: 'resume checkout/main@prod --reason "it was the cache"', says: 'This one.' },
  ],
});
