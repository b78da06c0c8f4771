import { plan as planRelease } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { given } from './request.ts';
import { decide, runOptions } from './run.ts';

export const plan: Command = {
  name: 'plan',
  summary: 'judge a release now and change nothing',
  operands: noOperands,
  options: ['save', 'at', ...runOptions],
  formats: ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    {
      line: 'plan --env prod --version v1.2.3',
      says: 'Every rule, every reason, and where each fact comes from.',
    },
    {
      line: 'plan --env prod --version v1.2.3 --save release.plan',
      says: 'Keep it, for `sentinel apply release.plan`.',
    },
    { line: 'plan --env prod --at 2026-11-27T12:00Z', says: 'As of another time.' },
  ],
  run: (args, session) =>
    decide('plan', args, session, (request) =>
      planRelease({ ...request, ...given(args, ['save']) }, session.host),
    ),
};
