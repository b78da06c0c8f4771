import { doctor as examine } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { policyOptions } from '../arguments/options.ts';
import { deliver } from '../render/deliver.ts';
import { doctorForms } from '../render/doctor.ts';
import { policyRequest } from './request.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'look at what Sentinel needs here, and say what is missing',
  operands: noOperands,
  options: [...policyOptions],
  formats: ['text', 'json'],
  examples: [{ line: 'doctor', says: 'Exits 1 when something is wrong that stops a release.' }],
  async run(args, session) {
    const report = await examine({ ...policyRequest(args), signal: session.signal }, session.host);
    await deliver(doctorForms(report), args.targets, session);
    return report.checks.some(({ status }) => status === 'problem') ? 1 : 0;
  },
};
