import { Refusal, simulate as simulateReleases, type SimulateRequest } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { policyOptions, releaseOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { duration, given, policyRequest, releaseFlags, storeFlags } from './request.ts';

export const simulate: Command = {
  name: 'simulate',
  summary: 'play a rollout, or a period of releases, in virtual time',
  operands: { usage: '[TESTFILE]', least: 0, most: 1, complete: 'file' },
  options: ['at', 'until', 'every', 'facts', 'since', 'seed', 'store', ...releaseOptions, ...policyOptions],
  formats: ['text', 'json', 'svg', 'html'],
  examples: [
    { line: 'simulate --env prod', says: 'One release, from now on, with facts that are made up.' },
    {
      line: 'simulate --env prod --until 30d --format html --output month.html',
      says: 'A month of releases, as a picture.',
    },
    { line: 'simulate sentinel.test.yaml --format svg', says: 'The rollouts of a test file.' },
    {
      line: 'simulate --env prod --facts recorded --since 6h',
      says: 'A release of six hours ago, on what the metrics were then.',
    },
  ],
  async run(args, session) {
    const [file] = args.operands;
    const every = duration(args, 'every');
    const report = await simulateReleases(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...(file !== undefined && { file }),
        ...releaseFlags(args),
        ...given(args, ['at', 'since', 'until']),
        ...(every !== undefined && { every }),
        ...factsOf(args),
        seed: seedOf(args),
        signal: session.signal,
      },
      session.host,
    );
    const { simulationForms } = await import('../render/simulate/forms.ts');
    await show(report, simulationForms(report), args, session);
    return 0;
  },
};

function factsOf(args: Arguments): Pick<SimulateRequest, 'facts'> {
  const facts = args.text('facts');
  return facts === 'generated' || facts === 'recorded' || facts === 'audit' ? { facts } : {};
}

function seedOf(args: Arguments): number {
  const text = args.text('seed') ?? '1';
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new Refusal([usage(`\`--seed\` is a whole number, not \`${text}\``)]);
}
