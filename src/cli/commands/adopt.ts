import { adopt as adoptTraffic } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { changeByHand } from './change.ts';
import { handOptions, rolloutOperand } from './hand.ts';
import { given } from './request.ts';

export const adopt: Command = {
  name: 'adopt',
  summary: 'write down traffic that the store knows nothing of, so that rollouts begin from there',
  operands: rolloutOperand,
  options: ['version', 'set', 'ephemeral-store', ...handOptions],
  formats: ['text', 'json'],
  examples: [
    {
      line: 'adopt checkout@prod --version v1.4.0 --reason "the store was lost"',
      says: 'What takes all traffic is stable; a weight in between is paused, to be resumed or aborted.',
    },
  ],
  run: (args, session) =>
    changeByHand('adopted', args, session, (request) =>
      adoptTraffic({ ...request, ...given(args, ['version']), set: args.texts('set') }, session.host),
    ),
};
