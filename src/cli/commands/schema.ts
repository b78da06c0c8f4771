import { Refusal, schemaText } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { usage, whichOf } from '../arguments/parse.ts';

/** What `schemas/` describes: the policy, the plan, and the JSON of commands. */
const names = [
  'policy',
  'plan',
  'decision',
  'lint',
  'explain',
  'review',
  'calendar',
  'probe',
  'probes',
  'status',
  'history',
  'evidence',
  'asked',
  'incident',
  'audit-verify',
  'audit-anchor',
  'audit-prune',
  'store',
  'backup',
  'doctor',
] as const;

export const schema: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of policies, or of what a command prints',
  operands: { usage: '[NAME]', least: 0, most: 1, complete: names },
  options: [],
  formats: [],
  examples: [
    { line: 'schema > policy.schema.json', says: 'For an editor that completes policies.' },
    { line: 'schema decision', says: 'What `plan`, `check` and `apply` print with `--format json`.' },
  ],
  async run({ operands: [name = 'policy'] }, { stdout }) {
    if (!(names as readonly string[]).includes(name))
      throw new Refusal([usage(`there is no schema \`${name}\``, whichOf(name, names))]);
    stdout.text(schemaText(name));
    return 0;
  },
};
