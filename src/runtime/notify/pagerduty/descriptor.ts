import { objectSchema, secretSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas } from '../../../plan/connection.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'pagerduty',
  summary: 'An incident of PagerDuty, one for each rollout, which is resolved when it is well again.',
  touches: 'network',
  resolves: true,
  config: objectSchema(
    'The service, by its integration for the Events API v2.',
    {
      routing_key: secretSchema('Integration key of the service.', 'text'),
      url: textSchema('Address of the Events API; accounts in Europe have another.', 'url', {
        default: 'https://events.pagerduty.com/v2/enqueue',
      }),
      ...attemptSchemas,
    },
    { required: ['routing_key'] },
  ),
  examples: [
    { routing_key: '${secrets.pagerduty_key}' },
    { routing_key: '${secrets.pagerduty_key}', url: 'https://events.eu.pagerduty.com/v2/enqueue' },
  ],
};
