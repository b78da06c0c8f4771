import { headersSchema, mapSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'kong',
  summary: 'Weights of two targets of an upstream, through the Admin API of Kong.',
  touches: 'network',
  granularity: 0.1,
  fenced: 'none',
  caveats: [
    'the Admin API tells what is configured; nodes with a cache of their own follow a few seconds later',
    'the two weights are changed one after the other',
    'what other targets of the upstream take is not counted',
    'where the upstream hashes a cookie or a header, users of the canary may move when its weight changes',
  ],
  config: objectSchema(
    'Where the Admin API is, and which targets take part.',
    {
      url: textSchema('Address of the Admin API, with http or https.', 'url'),
      upstream: textSchema('Name or id of the upstream that holds both targets.', 'text', { minLength: 1 }),
      slots: mapSchema(
        'Its two targets by the names of the slots; the first is stable at the beginning.',
        textSchema('Host and port, as Kong lists the target.', 'text'),
        { minProperties: 2, maxProperties: 2 },
      ),
      headers: headersSchema,
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url', 'upstream', 'slots'] },
  ),
  examples: [
    {
      url: 'http://kong.internal:8001',
      upstream: 'checkout',
      slots: { blue: '10.0.0.1:8080', green: '10.0.0.2:8080' },
      headers: { 'Kong-Admin-Token': '${secrets.kong_token}' },
    },
  ],
};
