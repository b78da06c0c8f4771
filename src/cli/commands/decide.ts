import { decide as decideOf, Refusal } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { given, policyRequest, required, storeFlags } from './request.ts';

export const decide: Command = {
  name: 'decide',
  summary: 'whether a user is in, as the readers of the flag say too',
  operands: { usage: 'ROLLOUT', least: 1, most: 1 },
  options: ['actor', 'workspace', 'context', 'env', 'policy', 'config', 'store', 'ephemeral-store'],
  formats: ['text', 'json'],
  examples: [
    { line: 'decide new-checkout --actor ada', says: 'Whether ada sees the new checkout.' },
    {
      line: 'decide new-checkout --actor ada --workspace acme --context tier=gold',
      says: 'By everything that the policy asks of a user.',
    },
  ],
  async run(args, session) {
    const { decisionForms } = await import('../render/rollout/decision.ts');
    const actor = required(args, 'actor', 'whom it is about');
    const workspace = args.text('workspace');
    const report = await decideOf(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        choice: { name: args.operands[0] ?? '', shadow: false, ...given(args, ['env']) },
        user: { ...contextIn(args), ...(workspace !== undefined && { workspace }), actor },
        signal: session.signal,
      },
      session.host,
    );
    await show(report, decisionForms(report), args, session);
    return 0;
  },
};

function contextIn(args: Arguments): Readonly<Record<string, string>> {
  return Object.fromEntries(
    args.texts('context').map((text) => {
      const at = text.indexOf('=');
      if (at <= 0)
        throw new Refusal([
          usage(`\`--context ${text}\` says nothing of the user`, 'write `--context NAME=VALUE`'),
        ]);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
