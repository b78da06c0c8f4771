import {
  durationSchema,
  headersSchema,
  integerSchema,
  listSchema,
  mapSchema,
  objectSchema,
  ratioSchema,
  textSchema,
  unitSchema,
} from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

const labels = mapSchema('Labels that the series must carry.', textSchema('The value of one label.', 'text'));

const counters = (description: string) =>
  objectSchema(
    description,
    { metric: textSchema('Name of the series; all that fit are added up.'), labels },
    { required: ['metric'] },
  );

const window = durationSchema('Time between the two reads.', { default: '5s' });

export const descriptor: ProbeDescriptor = {
  kind: 'metrics',
  summary: 'A metrics endpoint in the Prometheus text format.',
  touches: 'network',
  defaultField: 'value',
  atMostOneOf: [
    ['metric', 'ratio', 'quantile'],
    ['growth', 'ratio', 'quantile'],
  ],
  fields: {
    ok: { type: 'boolean', summary: 'the endpoint answered with metrics' },
    present: { type: 'boolean', summary: 'every metric of `names` is there' },
    missing: { type: { list: 'string' }, summary: 'metrics of `names` that are not there' },
    value: {
      type: 'unit',
      summary: 'value of the one series of `metric` that carries `labels`; or the ratio, or the quantile',
    },
    age: { type: 'duration', summary: 'age of the value, 0 where the endpoint gives no time' },
    samples: {
      type: 'number',
      summary:
        'series of `metric` that carry `labels`; events between the two reads for a ratio or a quantile',
    },
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
          over: window,
        },
        { required: ['metric'] },
      ),
      ratio: objectSchema(
        'Reads twice, and tells the share of bad events in between: 0 while there is no bad one, unknown without traffic.',
        {
          bad: counters('Counters of bad events.'),
          total: counters('Counters of all events.'),
          window,
        },
        { required: ['bad', 'total'] },
      ),
      quantile: objectSchema(
        'Reads twice, and tells a quantile of what a histogram counted in between; unknown without traffic, and above the largest bound.',
        {
          metric: textSchema('Name of the histogram; all series that fit are added up.'),
          labels,
          at: ratioSchema('Which one: `95%` is the value that 95 of 100 do not exceed.'),
          window,
        },
        { required: ['metric', 'at'] },
      ),
      min_samples: integerSchema('For a ratio or a quantile: fewer events make the value unknown.', {
        minimum: 1,
      }),
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
    {
      url: 'http://localhost:8081/metrics',
      ratio: {
        bad: { metric: 'http_requests_total', labels: { code: '5xx' } },
        total: { metric: 'http_requests_total' },
        window: '2s',
      },
      min_samples: 50,
    },
    {
      url: 'http://localhost:8081/metrics',
      quantile: { metric: 'http_request_duration_seconds', at: '95%', window: '2s' },
      unit: 'seconds',
    },
  ],
};
