import { durationSchema, integerSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import { attemptSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'haproxy',
  summary: "What HAProxy counts of one server: a canary's errors and latency without a metrics system.",
  touches: 'network',
  defaultField: 'error_ratio',
  fields: {
    error_ratio: {
      type: 'ratio',
      summary:
        'answers 5xx, broken answers and requests without one, as a share of all requests of the window',
    },
    requests: { type: 'number', summary: 'requests of the window' },
    request_rate: { type: 'number', summary: 'requests per second' },
    latency: { type: 'duration', summary: 'average time to answer, over up to the last 1,024 requests' },
    queue: { type: 'number', summary: 'requests that wait for the server now' },
    status: {
      type: 'string',
      summary: 'its state in the words of HAProxy: `UP`, `DOWN`, `MAINT`, `no check`',
    },
  },
  config: objectSchema(
    'A server of a back end, whose counters are read twice.',
    {
      socket: textSchema('The stats socket, of any level: an absolute path, or `host:port`.', 'text'),
      backend: textSchema('The back end.', 'text'),
      server: textSchema('Its server: `${track}` where the slots are named as the servers are.', 'text'),
      window: durationSchema('The time between the two reads.', { default: '10s' }),
      min_samples: integerSchema('With fewer requests the error ratio and the latency are unknown.', {
        default: 100,
        minimum: 1,
      }),
      ...attemptSchemas,
    },
    { required: ['socket', 'backend', 'server'] },
  ),
  examples: [
    { socket: '/run/haproxy.sock', backend: 'be_checkout', server: '${track}' },
    { socket: '127.0.0.1:9999', backend: 'be_checkout', server: 'green', window: '30s', min_samples: 500 },
  ],
};
