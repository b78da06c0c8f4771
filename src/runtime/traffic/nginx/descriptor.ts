import { durationSchema, objectSchema, slotSchemas, textSchema } from '../../../plan/config.ts';
import type { TrafficDescriptor } from '../../../plan/descriptor.ts';
import { argvSchema } from '../../../plan/program.ts';

export const descriptor: TrafficDescriptor = {
  kind: 'nginx',
  summary: 'Shares of two upstreams of nginx, by an include file with `split_clients` and a reload.',
  touches: 'process',
  granularity: 0.01,
  fenced: 'none',
  caveats: [
    'a reload ends connections that are kept open: under much load a few requests fail that were sent at that moment',
    'requests that are under way, and upgraded connections, stay with the old workers until they end',
    'users are drawn by a hash: a share is met within what chance allows',
  ],
  config: objectSchema(
    'Which file, and how nginx takes it up.',
    {
      file: textSchema(
        'The include file, which belongs to this driver alone; from the directory of the policy, or absolute.',
        'path',
      ),
      status: textSchema(
        'An address of this nginx that returns the variable `…_standing` of the file.',
        'url',
      ),
      ...slotSchemas('upstream'),
      variable: textSchema('The variable that holds the name of the upstream.', undefined, {
        default: '$slot',
      }),
      hash: textSchema('What is hashed: a user keeps an upstream where this is about the user.', undefined, {
        default: '$request_id',
      }),
      test: argvSchema('The program that checks the configuration before it is taken up.', {
        default: ['nginx', '-t'],
      }),
      pid: textSchema('The file with the process id of nginx, which is sent SIGHUP.', 'path', {
        default: '/run/nginx.pid',
      }),
      reload: argvSchema('A program that makes nginx take the configuration up, instead of `pid`.'),
      timeout: durationSchema('For each program, each answer, and for the reload to be seen.', {
        default: '5s',
      }),
    },
    { required: ['file', 'status'] },
  ),
  examples: [
    {
      file: '/etc/nginx/sentinel/checkout.conf',
      status: 'http://127.0.0.1:8081/standing',
      slots: ['blue', 'green'],
      hash: '$cookie_user',
    },
  ],
};
