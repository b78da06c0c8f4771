import { headersSchema, objectSchema, slotSchemas, textSchema } from '../../../plan/config.ts';
import { attemptSchemas, signingKeySchema, tlsSchemas } from '../../../plan/connection.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'webhook',
  summary:
    'A service of your own, which is told the share of the canary by a signed message and asked for it.',
  touches: 'network',
  granularity: 0.01,
  fenced: 'none',
  caveats: [
    'it is as good as the service: what it tells is believed',
    'the service is told the epoch of the controller, and is the one that may refuse one that is over',
  ],
  config: objectSchema(
    'Where the service is.',
    {
      url: textSchema('Where changes are posted to as JSON, with http or https.', 'url'),
      read: textSchema(
        'Where the percentage of the canary is read: a number, or JSON as `{"canary": 10}`; default the same address.',
        'url',
      ),
      ...slotSchemas('slot'),
      headers: headersSchema,
      secret: signingKeySchema,
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [
    {
      url: 'https://traffic.internal/checkout',
      slots: ['blue', 'green'],
      secret: '${secrets.traffic_key}',
    },
  ],
};
