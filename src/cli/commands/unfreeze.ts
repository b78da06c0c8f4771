import { Refusal, unfreeze as unfreezeReleases } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { incidentForms } from '../render/incident.ts';
import { given, policyRequest, required, storeFlags } from './request.ts';

export const unfreeze: Command = {
  name: 'unfreeze',
  summary: 'lift a stop that `freeze` made',
  operands: { usage: '[ID]', least: 0, most: 1 },
  options: ['all', 'reason', 'actor', 'policy', 'config', 'store', 'ephemeral-store'],
  formats: ['text', 'json'],
  examples: [
    {
      line: 'unfreeze --reason "the database is back"',
      says: 'The one that is in force; lists them if there are several.',
    },
    { line: 'unfreeze 4f1c09ab --reason "the database is back"', says: 'This one.' },
    { line: 'unfreeze --all --reason "incident 44 is over"', says: 'Every one that concerns this policy.' },
  ],
  async run(args, session) {
    const [id] = args.operands;
    const all = args.has('all');
    if (all && id !== undefined) throw new Refusal([usage('`--all` lifts every one', `leave \`${id}\` out`)]);
    const report = await unfreezeReleases(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...given(args, ['actor']),
        ...(id !== undefined && { id }),
        all,
        reason: required(args, 'reason', 'why'),
      },
      session.host,
    );
    await show(report, incidentForms('lifted', report), args, session);
    return 0;
  },
};
