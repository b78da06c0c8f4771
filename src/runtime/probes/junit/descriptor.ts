import { listSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'junit',
  summary: 'Test reports in the JUnit XML format, added up.',
  touches: 'files',
  config: objectSchema(
    'Which reports.',
    {
      files: listSchema(
        'The reports.',
        textSchema('A file or a glob (`reports/**/*.xml`), from the directory of the policy.', 'path', {
          minLength: 1,
        }),
        { minItems: 1 },
      ),
    },
    { required: ['files'] },
  ),
  fields: {
    ok: { type: 'boolean', summary: 'tests passed, and none failed' },
    tests: { type: 'number', summary: 'tests, skipped ones too' },
    passed: { type: 'number', summary: 'tests that passed' },
    failures: { type: 'number', summary: 'tests that failed' },
    errors: { type: 'number', summary: 'tests that broke down' },
    skipped: { type: 'number', summary: 'tests that were not run' },
    time: { type: 'duration', summary: 'how long they took' },
  },
  defaultField: 'ok',
  examples: [{ files: ['reports/*.xml'] }],
};
