import {
  booleanSchema,
  bytesSchema,
  headersSchema,
  objectSchema,
  secretSchema,
  textSchema,
} from '../../../plan/config.ts';
import { attemptSchemas, tlsSchemas } from '../../../plan/connection.ts';
import type { ProbeDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: ProbeDescriptor = {
  kind: 'http',
  summary:
    'An HTTP endpoint and its answer. What an answer with another status than the expected one holds is no measurement: then only `ok`, `status` and `tls_expires_in` are known.',
  touches: 'network',
  defaultField: 'ok',
  fields: {
    ok: { type: 'boolean', summary: 'the status is the expected one' },
    status: { type: 'number', summary: 'HTTP status' },
    latency: {
      type: 'duration',
      summary: 'time of the last attempt, from the request to the end of the answer',
    },
    headers: { type: 'any', summary: 'headers of the answer by name in lower case' },
    body: { type: 'string', summary: 'body as text' },
    json: { type: 'any', summary: 'body as JSON' },
    title: { type: 'string', summary: 'title of the HTML page' },
    found: { type: 'boolean', summary: 'some element of the HTML page fits `select`' },
    count: { type: 'number', summary: 'elements of the HTML page that fit `select`' },
    tls_expires_in: { type: 'duration', summary: 'time until the server certificate expires' },
    trace_returned: { type: 'boolean', summary: 'the trace id that was sent came back in the same header' },
  },
  config: objectSchema(
    'An HTTP request.',
    {
      url: textSchema('Address, with http or https.', 'url'),
      method: {
        type: 'string',
        description: 'Request method.',
        enum: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
        default: 'GET',
      },
      headers: headersSchema,
      body: secretSchema('Request body.', 'text'),
      json: secretSchema('Request body in JSON, which sets the content type.', 'json'),
      expect_status: {
        type: ['integer', 'array'],
        description: 'The status, or list of statuses, that is expected.',
        items: { type: 'integer', minimum: 100, maximum: 599 },
        minItems: 1,
        minimum: 100,
        maximum: 599,
        default: 200,
      },
      select: textSchema('CSS selector to look for in the HTML page.', undefined, { minLength: 1 }),
      trace: objectSchema(
        'Sends a trace id, and looks whether it comes back.',
        { header: textSchema('`traceparent`, or the name of a header such as `X-Request-Id`.') },
        { required: ['header'] },
      ),
      follow_redirects: booleanSchema('Follow redirects of GET and HEAD, five at most.', { default: false }),
      max_body: bytesSchema('The longest body that is read, after decompression.', { default: '1MiB' }),
      ...attemptSchemas,
      ...tlsSchemas,
    },
    { required: ['url'] },
  ),
  examples: [
    { url: 'https://shop.example.com/health', timeout: '3s', attempts: 3 },
    {
      url: 'https://shop.example.com/',
      headers: { Authorization: 'Bearer ${secrets.deploy_token}' },
      select: '#root',
      trace: { header: 'X-Request-Id' },
    },
  ],
};
