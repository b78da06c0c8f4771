import { unlock as unlockTraffic } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { changeByHand } from './change.ts';
import { handOptions, rolloutOperand } from './hand.ts';

export const unlock: Command = {
  name: 'unlock',
  summary: 'take the lease of a rollout from a process that holds it and does nothing',
  operands: rolloutOperand,
  options: handOptions,
  formats: ['text', 'json'],
  examples: [
    {
      line: 'unlock checkout@prod --reason "runner 12 hangs"',
      says: 'Says who held it and since when; a lease ends by itself after a minute.',
    },
  ],
  run: (args, session) =>
    changeByHand('unlocked', args, session, (request) => unlockTraffic(request, session.host)),
};
