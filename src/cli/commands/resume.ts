import type { Command } from '../arguments/command.ts';
import { askByHand, handOptions, rolloutOperand } from './hand.ts';

export const resume: Command = {
  name: 'resume',
  summary: 'let a paused rollout go on',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    { line: 'resume', says: 'The hold of its stage begins again, with observations of its own.' },
    { line: 'resume checkout/main@prod --reason "it was the cache"', says: 'This one.' },
  ],
  run: (args, session) => askByHand('resume', args, session, 'resumed by hand'),
};
