import { repin as repinRollout } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { changeByHand } from './change.ts';
import { handOptions, rolloutOperand } from './hand.ts';

export const repin: Command = {
  name: 'repin',
  summary: 'take a rollout that is on its way onto the present policy',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    {
      line: 'repin checkout@prod --reason "the limit of the check was wrong"',
      says: 'It goes on at the stage where it is, with the present checks and stages.',
    },
  ],
  run: (args, session) =>
    changeByHand('repinned', args, session, (request) => repinRollout(request, session.host)),
};
