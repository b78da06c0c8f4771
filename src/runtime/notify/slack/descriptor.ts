import { objectSchema, secretSchema } from '../../../plan/config.ts';
import { attemptSchemas } from '../../../plan/connection.ts';
import type { NotifierDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: NotifierDescriptor = {
  kind: 'slack',
  summary: 'A message in a channel of Slack, through an incoming webhook.',
  touches: 'network',
  config: objectSchema(
    'The webhook.',
    {
      url: secretSchema(
        'Address of the incoming webhook. Whoever knows it can write to the channel: keep it in a secret.',
        'url',
      ),
      ...attemptSchemas,
    },
    { required: ['url'] },
  ),
  examples: [{ url: '${secrets.slack_webhook}' }],
};
