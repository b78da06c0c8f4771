import { durationSchema, objectSchema, slotSchemas, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'haproxy',
  summary: 'Weights of two servers of a back end, through the runtime API of HAProxy.',
  touches: 'network',
  granularity: 0.5,
  fenced: 'none',
  caveats: [
    'a reload of HAProxy puts the weights of its file back; that is seen and undone at the next look',
    'two controllers with different stores are not kept apart',
    'what other servers of the back end take is not counted',
  ],
  config: objectSchema(
    'Where the runtime API listens, and which servers take part.',
    {
      socket: textSchema('The stats socket, with level admin: an absolute path, or `host:port`.', 'text'),
      backend: textSchema('The back end that holds both servers.', 'text'),
      ...slotSchemas('server'),
      timeout: durationSchema('For one command.', { default: '3s' }),
    },
    { required: ['socket', 'backend'] },
  ),
  examples: [
    { socket: '/run/haproxy.sock', backend: 'be_checkout', slots: ['blue', 'green'] },
    { socket: '127.0.0.1:9999', backend: 'be_checkout', stable: 'old', canary: 'new' },
  ],
};
