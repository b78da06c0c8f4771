/** `examples/haproxy-prometheus` as its reader runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { example } from './support/shop.ts';

describeWithDaemon(['haproxy', 'prometheus'], 'the example', () => {
  test.skipIf(skipUnlessProving)(
    'runs in one command',
    async () => {
      const child = spawn(process.execPath, [join(example, 'stand/run.mjs')], {
        env: { PATH: process.env['PATH'] },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      const [code] = (await once(child, 'close')) as [number];
      expect(said).toContain('1.1.0 ended with 0, 1.2.0 with 1');
      expect(code).toBe(0);
    },
    60_000,
  );
});
