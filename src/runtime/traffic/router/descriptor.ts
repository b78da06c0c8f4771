import { durationSchema, mapSchema, objectSchema, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'router',
  summary: 'The built-in HTTP router: nothing to install, for small services, tests and demonstrations.',
  touches: 'network',
  granularity: 0,
  fenced: 'sink',
  runsHere: true,
  caveats: ['where nobody else runs it, it ends with the program that drives the rollout'],
  config: objectSchema(
    'Where it listens, and where the two versions are.',
    {
      listen: textSchema(
        'Where users come in: `host:port`; without a host, from this machine alone.',
        'text',
      ),
      admin: textSchema(
        'Where its weights are read and set, `/metrics` is, and `/slots/NAME/` leads to each slot: `host:port`. Whoever reaches it moves the traffic.',
        'text',
      ),
      slots: mapSchema(
        'The addresses of the two slots by their names; the first is stable at the beginning.',
        textSchema('Address, with http.', 'url'),
        { minProperties: 2, maxProperties: 2 },
      ),
      sticky: objectSchema('A user keeps a version; without it every request is shared out anew.', {
        cookie: textSchema('The name of a cookie that the router sets where it is missing.'),
        header: textSchema('The name of a header that says who the user is. It goes before the cookie.'),
      }),
      timeout: durationSchema('For one question to the router.', { default: '3s' }),
    },
    { required: ['listen', 'admin', 'slots'] },
  ),
  examples: [
    {
      listen: '127.0.0.1:8080',
      admin: '127.0.0.1:8081',
      slots: { blue: 'http://127.0.0.1:3001', green: 'http://127.0.0.1:3002' },
      sticky: { cookie: 'track' },
    },
  ],
};
