import { headersSchema, objectSchema, secretSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas, signingKeySchema, tlsSchemas } from '../../../plan/connection.ts';
import type { StepDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: StepDescriptor = {
  kind: 'webhook',
  summary: 'A JSON message to an address, signed where a secret is given.',
  touches: 'network',
  config: objectSchema(
    'A POST request. It carries an idempotency key, the same for every attempt of one release.',
    {
      url: textSchema('Address, with http or https.', 'url'),
      headers: headersSchema,
      type: textSchema('What happened, for the receiver.', 'text', { default: 'release' }),
      json: secretSchema('The whole body, instead of `type`, `timestamp` and the release as `data`.', 'json'),
      secret: signingKeySchema,
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [
    { url: 'https://hooks.example.com/releases', secret: '${secrets.webhook_key}' },
    { url: 'https://hooks.example.com/chat', json: '{"text": "released ${release.version}"}' },
  ],
};
