import { Refusal, stop as stopRollouts } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { reasonOf } from './asking.ts';
import { showAsked } from './hand.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export const stop: Command = {
  name: 'stop',
  summary: 'take every rollout of the store back to 0 % at once',
  operands: noOperands,
  options: ['all', 'reason', 'actor', 'policy', 'config', 'store'],
  formats: ['text', 'json'],
  examples: [
    { line: 'stop --all --reason "incident 44"', says: 'Of every policy that uses the same store.' },
  ],
  async run(args, session) {
    if (!args.has('all'))
      throw new Refusal([
        usage('`stop` stops every rollout, and asks for `--all`', 'to stop one: `sentinel abort NAME`'),
      ]);
    const report = await stopRollouts(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...given(args, ['actor']),
        reason: await reasonOf(args, session),
        signal: session.signal,
      },
      session.host,
    );
    return showAsked(report, args, session);
  },
};
