import { durationSchema, objectSchema, secretSchema, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'redis',
  summary: 'A flag in a Redis, from which every reader tells who is in.',
  touches: 'network',
  granularity: 0,
  fenced: 'sink',
  assigns: { audiences: true, variants: true },
  caveats: [
    'readers that keep what they have read follow as late as they read again',
    'a Redis that fails over may lose the last change; that is seen and undone at the next look',
  ],
  config: objectSchema(
    'Where the flag is.',
    {
      url: textSchema('Address: `redis://HOST:6379/0`, or `rediss://` over TLS.', 'text'),
      username: textSchema('Whom to sign in as; default the user `default`.', 'text'),
      password: secretSchema('The password of that user.', 'text'),
      key: textSchema('The hash that holds the flag.', 'text', { minLength: 1 }),
      timeout: durationSchema('For connecting, and for each answer.', { default: '3s' }),
    },
    { required: ['url', 'key'] },
  ),
  examples: [
    { url: 'redis://127.0.0.1:6379/0', key: 'flag:new-checkout' },
    { url: 'rediss://redis.internal:6380', password: '${secrets.redis_password}', key: 'flag:new-checkout' },
  ],
};
