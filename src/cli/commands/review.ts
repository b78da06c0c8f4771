import { review as reviewPolicies } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { deliver } from '../render/deliver.ts';
import { given } from './request.ts';

export const review: Command = {
  name: 'review',
  summary: 'say what a change of policy lets through, with an example of it, or that it lets nothing through',
  operands: { usage: 'BASE [HEAD]', least: 1, most: 2, complete: 'file' },
  options: ['policy', 'at', 'store', 'fail-on'],
  formats: ['text', 'json', 'markdown'],
  examples: [
    { line: 'review origin/main', says: 'What lies here, against the branch.' },
    { line: 'review old.yaml new.yaml', says: 'Two files.' },
    {
      line: 'review main --format markdown --output review.md --fail-on looser',
      says: 'For a pull request: fails where something that was stopped gets through.',
    },
  ],
  async run(args, session) {
    const [base = '', head] = args.operands;
    const report = await reviewPolicies(
      {
        base,
        ...(head !== undefined && { head }),
        ...given(args, ['policy', 'at', 'store']),
        signal: session.signal,
      },
      session.host,
    );
    // What draws reviews no other command needs.
    const { reviewForms } = await import('../render/review/forms.ts');
    await deliver(reviewForms(report), args.targets, session);
    const { verdict, proved } = report.review;
    const isLooser = verdict === 'looser' || verdict === 'incomparable' || !proved;
    return args.text('fail-on') === 'looser' && isLooser ? 1 : 0;
  },
};
