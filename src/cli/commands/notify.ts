import { Refusal, testNotifications } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { deliver } from '../render/deliver.ts';
import { given, policyRequest } from './request.ts';

export const notify: Command = {
  name: 'notify',
  summary: 'send a test message to those whom the policy tells what happens',
  operands: { usage: '[NAME]', least: 0, most: 1 },
  options: ['test', 'env', 'policy', 'config'],
  formats: ['text', 'json'],
  examples: [
    { line: 'notify --test', says: 'To each notification of the policy; exits 1 when one did not arrive.' },
    { line: 'notify --test team --env prod', says: 'To one, with the settings of an environment.' },
  ],
  async run(args, session) {
    if (!args.has('test'))
      throw new Refusal([
        usage(
          'without `--test` there is nothing to send',
          'what happens is told by `apply`, `tick` and `controller`; `--test` sends a test message',
        ),
      ]);
    const [name] = args.operands;
    const report = await testNotifications(
      {
        ...policyRequest(args),
        ...given(args, ['env']),
        ...(name !== undefined && { name }),
        signal: session.signal,
      },
      session.host,
    );
    const { notifyForms } = await import('../render/notify.ts');
    await deliver(notifyForms(report), args.targets, session);
    return report.sent.some(({ why }) => why !== undefined) ? 1 : 0;
  },
};
