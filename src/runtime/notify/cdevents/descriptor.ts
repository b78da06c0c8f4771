import { headersSchema, objectSchema, secretSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'cdevents',
  summary: 'An event of CDEvents 0.5.1, in a structured CloudEvent over HTTP.',
  touches: 'network',
  resolves: true,
  config: objectSchema(
    'Who takes the events.',
    {
      url: secretSchema('Address of the sink, with http or https.', 'url'),
      source: textSchema('The `source` of every event, a URI reference.', 'text', { default: '/sentinel' }),
      headers: headersSchema,
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [{ url: 'https://events.example.com/cd', source: '/releases' }],
};
