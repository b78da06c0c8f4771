import { objectSchema, textSchema, unitSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';
import { programSchemas } from '../../../plan/program.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'command',
  summary: 'A program that is run, without a shell: its exit code and what it prints.',
  touches: 'process',
  config: objectSchema(
    'What to run.',
    {
      ...programSchemas('10s'),
      parse: textSchema('How its output is read; `exit`: not at all.', undefined, {
        enum: ['exit', 'text', 'json'],
        default: 'exit',
      }),
      at: textSchema(
        'Where `value` stands in the JSON: a dotted path (`disk.used`) or a JSON pointer (`/disk/used`).',
        'text',
      ),
      unit: unitSchema,
    },
    { required: ['run'] },
  ),
  fields: {
    ok: { type: 'boolean', summary: 'the exit code is 0' },
    exit_code: { type: 'number', summary: 'the exit code' },
    text: { type: 'string', summary: 'what it printed, without space at the ends' },
    json: { type: 'any', summary: 'the JSON that it printed' },
    value: { type: 'unit', summary: 'the number that it printed, or the one at `at`' },
  },
  defaultField: 'ok',
  examples: [
    { run: ['scripts/smoke.sh', '--quick'] },
    { run: ['ssh', 'web-1', 'df-json'], parse: 'json', at: 'used', unit: 'percent' },
  ],
};
