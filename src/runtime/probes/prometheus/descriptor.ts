import {
  durationSchema,
  headersSchema,
  integerSchema,
  objectSchema,
  textSchema,
  unitSchema,
} from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'prometheus',
  summary: 'A Prometheus server, or another that answers its queries.',
  touches: 'network',
  range: true,
  defaultField: 'value',
  oneOf: [['query', 'ratio']],
  fields: {
    value: { type: 'unit', summary: 'the number that the query gives; a ratio for `ratio`' },
    age: { type: 'duration', summary: 'age of the newest sample that the value rests upon' },
    samples: {
      type: 'number',
      summary: 'events that the value rests upon: those of `total`, or what `samples` counts',
    },
  },
  config: objectSchema(
    'A query, or the share of bad events.',
    {
      url: textSchema('Address of the server, with http or https.', 'url'),
      query: textSchema(
        'PromQL that gives exactly one series. A value that stands in for series that are not there, as in `sum(x) or vector(0)`, is unknown.',
        'promql',
        { minLength: 1 },
      ),
      ratio: objectSchema(
        'Bad events as a share of all events: 0 while there is no bad one, unknown without traffic.',
        {
          bad: textSchema('Selector of the counters of bad events.', 'promql', { minLength: 1 }),
          total: textSchema('Selector of the counters of all events.', 'promql', { minLength: 1 }),
          window: durationSchema('How far back events count.'),
        },
        { required: ['bad', 'total', 'window'] },
      ),
      unit: unitSchema,
      samples: textSchema('PromQL that counts the events that `query` rests upon.', 'promql', {
        minLength: 1,
      }),
      min_samples: integerSchema('Fewer samples make the value unknown.', { minimum: 1 }),
      max_age: durationSchema('An older value is unknown.', { default: '2m' }),
      headers: headersSchema,
      tenant: textSchema('Tenant, sent as `X-Scope-OrgID`.', 'header'),
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [
    {
      url: 'http://localhost:9090',
      ratio: {
        bad: 'http_requests_total{code=~"5.."}',
        total: 'http_requests_total',
        window: '5m',
      },
      min_samples: 100,
    },
    {
      url: 'http://localhost:9090',
      query: 'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))',
      unit: 'seconds',
    },
  ],
};
