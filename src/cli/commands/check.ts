import { check as checkRelease } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { decide, runOptions } from './run.ts';

export const check: Command = {
  name: 'check',
  summary: 'judge a release by its gates alone; the command that runs when none is named',
  operands: noOperands,
  options: ['at', ...runOptions],
  formats: ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    { line: '--env prod --version v1.2.3', says: 'The same as `sentinel check`; exits 0, 1 or 2.' },
    { line: 'check --env prod --format github', says: 'Annotations and a summary in GitHub Actions.' },
  ],
  run: (args, session) => decide('check', args, session, (request) => checkRelease(request, session.host)),
};
