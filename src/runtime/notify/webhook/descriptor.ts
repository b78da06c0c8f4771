import { headersSchema, objectSchema, secretSchema } from '../../../plan/config.ts';
import { attemptSchemas, signingKeySchema, tlsSchemas } from '../../../plan/connection.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'webhook',
  summary:
    'A JSON message to an address, with the headers of Standard Webhooks; signed where a secret is given.',
  touches: 'network',
  config: objectSchema(
    'A POST request. Its `webhook-id` is the same whenever a message is sent again.',
    {
      url: secretSchema('Address, with http or https.', 'url'),
      headers: headersSchema,
      secret: signingKeySchema,
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [{ url: 'https://hooks.example.com/releases', secret: '${secrets.webhook_key}' }],
};
