import { compile as compilePolicy } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { policyOptions } from '../arguments/options.ts';
import { printDiagnostics } from '../render/print.ts';
import { policyRequest } from './request.ts';
import { harmlessJson } from '../text/sanitize.ts';

export const compile: Command = {
  name: 'compile',
  summary: 'print what a policy means: the evaluation plan, as JSON with its digest',
  operands: noOperands,
  options: [...policyOptions],
  formats: [],
  examples: [{ line: 'compile | jq -r .digest', says: 'The same for every way of writing the same policy.' }],
  async run(args, session) {
    const { plan, diagnostics, file, text } = await compilePolicy(policyRequest(args), session.host);
    await printDiagnostics(diagnostics, new Map([[file, text]]), session.stderr);
    if (!plan) return 1;
    session.stdout.text(`${harmlessJson(plan, 2)}\n`);
    return 0;
  },
};
