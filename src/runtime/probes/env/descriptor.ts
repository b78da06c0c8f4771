import { objectSchema, textSchema } from '../../../plan/config.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'env',
  summary: 'An environment variable. Its value may be shown: secrets belong under `secrets`.',
  touches: 'host',
  config: objectSchema(
    'Which variable.',
    { name: textSchema('The name of the variable.', undefined, { minLength: 1 }) },
    { required: ['name'] },
  ),
  fields: {
    set: { type: 'boolean', summary: 'the variable is there, even if it is empty' },
    empty: { type: 'boolean', summary: 'the variable is missing or has no text' },
    value: { type: 'string', summary: 'its text' },
  },
  defaultField: 'value',
  examples: [{ name: 'DEPLOY_REGION' }],
};
