import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'file',
  summary: 'A file beneath the directory of the policy: whether it is there, its digest, a value inside it.',
  touches: 'files',
  config: objectSchema(
    'Which file.',
    {
      path: textSchema('The file, from the directory of the policy.', 'path', { minLength: 1 }),
      format: textSchema('How it is read; by default what its name says.', undefined, {
        enum: ['json', 'yaml', 'toml'],
      }),
      at: textSchema(
        'Where `value` stands: a dotted path (`image.tag`) or a JSON pointer (`/image/tag`); by default the whole.',
        'text',
      ),
    },
    { required: ['path'] },
  ),
  fields: {
    exists: { type: 'boolean', summary: 'the file is there' },
    size: { type: 'bytes', summary: 'its size' },
    sha256: { type: 'string', summary: 'its SHA-256, in hexadecimal' },
    text: { type: 'string', summary: 'its text, up to 1 MiB' },
    value: { type: 'any', summary: 'the value at `at`' },
  },
  defaultField: 'exists',
  examples: [{ path: 'LICENSE' }, { path: 'deploy/values.yaml', format: 'yaml', at: 'image.tag' }],
};
