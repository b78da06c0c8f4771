import { probe as runProbe } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { policyOptions, releaseOptions } from '../arguments/options.ts';
import { deliver } from '../render/deliver.ts';
import { probeForms } from '../render/probe.ts';
import { progressDisplay, showing } from '../render/progress.ts';
import { contextRequest } from './request.ts';

export const probe: Command = {
  name: 'probe',
  summary: 'run one probe of the policy and show what it gives',
  operands: { usage: 'NAME', least: 1, most: 1 },
  options: [...releaseOptions, ...policyOptions],
  formats: ['text', 'json'],
  examples: [{ line: 'probe disk', says: 'Every field with its type and value.' }],
  async run(args, session) {
    const [name = ''] = args.operands;
    const report = await showing(progressDisplay(session.stderr, session.verbose), (listener) =>
      runProbe({ ...contextRequest(args, session, listener), probe: name }, session.host),
    );
    await deliver(probeForms(report), args.targets, session);
    return report.readings.some(({ failure }) => failure !== undefined) ? 1 : 0;
  },
};
