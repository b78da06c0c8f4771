import { freeze as freezeReleases } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { show } from '../render/deliver.ts';
import { incidentForms } from '../render/incident.ts';
import { given, policyRequest, required, storeFlags } from './request.ts';

export const freeze: Command = {
  name: 'freeze',
  summary: 'stop releases at once, by hand, until a time',
  operands: noOperands,
  options: ['until', 'reason', 'scope', 'actor', 'policy', 'config', 'store', 'ephemeral-store'],
  formats: ['text', 'json'],
  examples: [
    { line: 'freeze --until 2h --reason "the database is down"', says: 'All releases of this policy.' },
    {
      line: 'freeze --until 18h --scope env=prod --reason "peering is down"',
      says: 'Those to one environment.',
    },
    {
      line: 'freeze --until 1h --scope all --reason "incident 44"',
      says: 'Those of every policy that uses the same store.',
    },
  ],
  async run(args, session) {
    const report = await freezeReleases(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...given(args, ['scope', 'actor']),
        until: required(args, 'until', 'for how long'),
        reason: required(args, 'reason', 'why'),
      },
      session.host,
    );
    await show(report, incidentForms('opened', report), args, session);
    return 0;
  },
};
