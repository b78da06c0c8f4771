import {
  durationSchema,
  headersSchema,
  listSchema,
  mapSchema,
  objectSchema,
  textSchema,
  unitSchema,
} from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

const labels = mapSchema('Labels that the series must carry.', textSchema('The value of one label.', 'text'));

export const descriptor: ProbeDescriptor = {
  kind: 'metrics',
  summary: 'A metrics endpoint in the Prometheus text format.',
  touches: 'network',
  defaultField: 'value',
  fields: {
    ok: { type: 'boolean', summary: 'the endpoint answered with metrics' },
    present: { type: 'boolean', summary: 'every metric of `names` is there' },
    missing: { type: { list: 'string' }, summary: 'metrics of `names` that are not there' },
    value: { type: 'unit', summary: 'value of the one series of `metric` that carries `labels`' },
    age: { type: 'duration', summary: 'age of the value, 0 where the endpoint gives no time' },
    samples: { type: 'number', summary: 'series of `metric` that carry `labels`' },
    growth: { type: 'unit', summary: 'how much the series of `growth` grew between two reads' },
  },
  config: objectSchema(
    'A metrics endpoint.',
    {
      url: textSchema('Address, with http or https.', 'url'),
      headers: headersSchema,
      names: listSchema('Metrics that must be there.', textSchema('Name of a metric or of a family.'), {
        minItems: 1,
      }),
      metric: textSchema('Name of the series that `value` reads.'),
      labels,
      unit: unitSchema,
      max_age: durationSchema('A value that carries an older time is unknown.', { default: '2m' }),
      growth: objectSchema(
        'Reads twice, and tells how much a series grew.',
        {
          metric: textSchema('Name of the series.'),
          labels,
          over: durationSchema('Time between the two reads.', { default: '5s' }),
        },
        { required: ['metric'] },
      ),
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [
    { url: 'http://localhost:8080/metrics', names: ['http_requests_total', 'process_start_time_seconds'] },
    {
      url: 'http://localhost:8080/metrics',
      metric: 'queue_length',
      labels: { queue: 'mail' },
      growth: { metric: 'http_requests_total', labels: { path: '/ping' }, over: '2s' },
    },
  ],
};
