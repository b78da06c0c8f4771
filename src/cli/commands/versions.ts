import { Refusal, releaseVersion, versions as versionsOf } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { reasonOf } from './asking.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export const versions: Command = {
  name: 'versions',
  summary: 'versions with their traffic, those in quarantine, and a version let out of it',
  operands: { usage: '[release VERSION]', least: 0, most: 2 },
  options: ['env', 'reason', 'actor', 'policy', 'config', 'store', 'ephemeral-store'],
  formats: ['text', 'json'],
  examples: [
    { line: 'versions', says: 'What each slot runs, and what is refused.' },
    {
      line: 'versions release v1.4.0 --reason "the metric was wrong, OPS-931"',
      says: 'Lets a version out of quarantine; `apply` takes it again.',
    },
  ],
  async run(args, session) {
    const { releasedForms, versionsForms } = await import('../render/rollout/versions.ts');
    const [verb, version] = args.operands;
    const request = {
      ...policyRequest(args),
      ...storeFlags(args),
      ...given(args, ['actor']),
      signal: session.signal,
    };
    if (verb === undefined) {
      const report = await versionsOf(request, session.host);
      await show(report, versionsForms(report), args, session);
      return 0;
    }
    if (verb !== 'release' || version === undefined)
      throw new Refusal([
        usage(
          `\`versions ${args.operands.join(' ')}\` is nothing to do`,
          'write `sentinel versions`, or `sentinel versions release VERSION --reason TEXT`',
        ),
      ]);
    const reason = await reasonOf(args, session);
    const report = await releaseVersion(
      { ...request, ...given(args, ['env']), version, reason },
      session.host,
    );
    await show(report, releasedForms(report), args, session);
    return 0;
  },
};
