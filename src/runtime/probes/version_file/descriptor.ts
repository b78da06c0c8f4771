import { listSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'version_file',
  summary: 'The version that files of the project name, and whether they agree.',
  touches: 'files',
  config: objectSchema(
    'Which files.',
    {
      files: listSchema(
        'JSON (`version`), Cargo.toml, pyproject.toml, Python (`__version__`), or a file that holds nothing else.',
        textSchema('One file, from the directory of the policy.', 'path', { minLength: 1 }),
        { minItems: 1 },
      ),
    },
    { required: ['files'] },
  ),
  fields: {
    agree: { type: 'boolean', summary: 'all files name the same version' },
    value: { type: 'version', summary: 'the version that they agree on' },
    versions: {
      type: { list: { record: { file: 'string', version: 'version' } } },
      summary: 'what each file names',
    },
  },
  defaultField: 'value',
  examples: [{ files: ['package.json', 'src/library/__init__.py'] }],
};
