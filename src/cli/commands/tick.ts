import { tick as tickRollouts } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { storeOptions } from '../arguments/options.ts';
import { show } from '../render/deliver.ts';
import { progressDisplay, showing } from '../render/progress.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export const tick: Command = {
  name: 'tick',
  summary: 'look once at every rollout of this policy that is due, for cron and CI schedules',
  operands: noOperands,
  options: ['policy', 'config', 'actor', 'pushgateway', ...storeOptions],
  formats: ['text', 'json'],
  examples: [
    {
      line: 'tick',
      says: 'Exits 1 when one went back, is not known, or could not be shifted.',
    },
    {
      line: 'tick --pushgateway http://localhost:9091',
      says: 'Pushes what has happened so far, for Prometheus.',
    },
  ],
  async run(args, session) {
    const report = await showing(progressDisplay(session.stderr, session.verbose), (listener) =>
      tickRollouts(
        {
          ...policyRequest(args),
          ...storeFlags(args),
          ...given(args, ['actor', 'pushgateway']),
          signal: session.signal,
          listener,
        },
        session.host,
      ),
    );
    const { tickForms } = await import('../render/rollout/tick.ts');
    await show(report, tickForms(report), args, session);
    return report.exitCode;
  },
};
